package io.headroom.platform.protection;

import io.headroom.platform.home.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The lasting secret that the keys of all runs are derived from: in a file that only its owner reads, so that a restart finds it. */
@ApplicationScoped
class AgentSecret {

    private static final int BYTES = 32;

    private final Installation installation;

    AgentSecret(Installation installation) {
        this.installation = installation;
    }

    byte[] read() {
        Path file = installation.data().resolve("agent.secret");
        try {
            create(file);
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException("the secret " + file + " cannot be read or made", failure);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        FileAttribute<?>[] ownerOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        if (Files.exists(file)) {
            return; // the one that an earlier start made stays
        }
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, ownerOnly);
        Files.writeString(draft, Base64.getEncoder().encodeToString(secret));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
