package io.headroom.platform.scenario;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The door to test code: one Java file at a path of this machine. */
@ApplicationScoped
public class Scenarios {

    private static final long SIZE_MAX_BYTES = 1 << 20;

    /**
     * A scenario's source as it was when the run began.
     *
     * @param hash SHA-256 of the text, in hexadecimal
     */
    public record Source(Path path, String text, String hash) {

        public String fileName() {
            return path.getFileName().toString();
        }

        public String name() {
            return fileName().replaceFirst("\\.java$", "");
        }
    }

    /** @throws UnreadableScenario with a sentence that names the path and the remedy */
    public Source read(String location) {
        Path path = Path.of(location);
        if (!location.endsWith(".java")) {
            throw new UnreadableScenario(
                    "scenario '" + location + "' is not a Java file: give the path of a .java file");
        }
        try {
            if (Files.size(path) > SIZE_MAX_BYTES) {
                throw new UnreadableScenario("scenario " + path + " is larger than 1 MiB: give the source file itself");
            }
            String text = Files.readString(path);
            return new Source(path, text, hash(text));
        } catch (NoSuchFileException missing) {
            throw new UnreadableScenario(
                    "scenario " + path + " does not exist: give the path of a scenario's Java file");
        } catch (IOException failure) {
            throw new UnreadableScenario("scenario " + path + " cannot be read: " + failure.getMessage());
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The user's fault. */
    public static final class UnreadableScenario extends RuntimeException {
        UnreadableScenario(String sentence) {
            super(sentence);
        }
    }
}
