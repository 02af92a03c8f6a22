package io.headroom.engine.tls;

import java.nio.file.Path;

/** A file with certificates or a key cannot be used. The message names it and says what is wrong. */
public final class CertificateFileException extends Exception {
    private static final long serialVersionUID = 1L;

    CertificateFileException(Path file, String what) {
        super(file + " " + what);
    }
}
