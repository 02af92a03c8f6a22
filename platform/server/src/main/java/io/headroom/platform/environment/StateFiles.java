package io.headroom.platform.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The latest version of each environment's state in a file beside its workspace, sealed; replaced by an atomic move. */
final class StateFiles {

    private static final String FILE = "state.sealed";

    private final Path environments;

    StateFiles(Path environments) {
        this.environments = environments;
    }

    /** @param number from 1 */
    record Version(long number, String lease, byte[] sealed) {
        static final Version NONE = new Version(0, "", new byte[0]);
    }

    void write(String environment, Version version) {
        Path file = file(environment);
        Path draft = file.resolveSibling(FILE + ".draft");
        byte[] lease = version.lease().getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + lease.length + version.sealed().length)
                .putLong(version.number())
                .putInt(lease.length)
                .put(lease)
                .put(version.sealed());
        try {
            Files.createDirectories(file.getParent(), Sealing.ownerOnly(file, "rwx------"));
            Files.write(draft, content.array());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("the state " + file + " cannot be written", failure);
        }
    }

    Optional<Version> read(String environment) {
        try {
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file(environment)));
            long number = content.getLong();
            byte[] lease = new byte[content.getInt()];
            content.get(lease);
            byte[] sealed = new byte[content.remaining()];
            content.get(sealed);
            return Optional.of(new Version(number, new String(lease, StandardCharsets.UTF_8), sealed));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("the state " + file(environment) + " cannot be read", failure);
        }
    }

    private Path file(String environment) {
        return environments.resolve(environment).resolve(FILE);
    }
}
