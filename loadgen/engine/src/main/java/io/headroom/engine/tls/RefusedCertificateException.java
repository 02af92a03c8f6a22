package io.headroom.engine.tls;

import java.security.cert.CertificateException;

/** Why a server's certificate is not believed. */
final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    RefusedCertificateException(String kind, String sentence, CertificateException cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
