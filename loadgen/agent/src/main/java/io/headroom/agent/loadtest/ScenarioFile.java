package io.headroom.agent.loadtest;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.quantity.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * Test code as it lies on disk.
 *
 * @param path as the user wrote it
 */
public record ScenarioFile(String path, String text) {

    private static final long BYTES_MOST = 4_000_000;

    /** Reads it, or says why it cannot be read. */
    public static ScenarioFile read(String path) {
        Path file = Path.of(path);
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The scenario %s %s: name a Java file such as ProfileJourneys.java."
                            .formatted(path, Files.isDirectory(file) ? "is a folder" : "does not exist"));
        }
        try {
            if (Files.size(file) > BYTES_MOST) {
                throw new CommandFailure(ExitCode.USAGE, "The scenario %s is larger than 4 MB.".formatted(path));
            }
            return new ScenarioFile(path, Files.readString(file));
        } catch (IOException failure) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The scenario %s cannot be read as text (%s).".formatted(path, FileTrouble.of(failure)));
        }
    }

    /** The file's own name, as compile errors show it. */
    public String fileName() {
        return String.valueOf(Path.of(path).getFileName());
    }

    /** Where it lies, and its feeds' files beside it. */
    public Path folder() {
        Path folder = Path.of(path).toAbsolutePath().getParent();
        return folder == null ? Path.of("/") : folder;
    }

    /**
     * SHA-256, in hexadecimal: of its text and, for each file that its feeds read, of a line with the file's name and own hash.
     *
     * @param feeds hashes of those files, by name
     */
    public String hash(SortedMap<String, String> feeds) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            feeds.forEach((name, hash) -> digest.update((name + ' ' + hash + '\n').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
