package io.headroom.platform.scenario;

import io.headroom.protocol.fleet.Work.ScenarioSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;

/** The door to test code: one Java file at a path of this machine, and what its feeds read. */
@ApplicationScoped
public class Scenarios {

    private static final long SIZE_MAX_BYTES = 1 << 20;

    /**
     * A scenario's source as it was when it was read.
     *
     * @param files texts of the files that its feeds read, by their names in the source
     */
    public record Source(Path path, String text, SortedMap<String, String> files) {

        public String fileName() {
            return path.getFileName().toString();
        }

        public String name() {
            return fileName().replaceFirst("\\.java$", "");
        }

        /** SHA-256, in hexadecimal: of the text and, for each file, of a line with its name and own hash. */
        public String hash() {
            StringBuilder whole = new StringBuilder(text);
            files.forEach((name, content) ->
                    whole.append(name).append(' ').append(Hash.of(content)).append('\n'));
            return Hash.of(whole.toString());
        }

        /** What an agent needs to prepare it. */
        public ScenarioSource forAgents() {
            return new ScenarioSource(fileName(), text, files);
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
            return new Source(path, text, FeedFiles.named(path, text));
        } catch (NoSuchFileException missing) {
            throw new UnreadableScenario(
                    "scenario " + path + " does not exist: give the path of a scenario's Java file");
        } catch (CharacterCodingException other) {
            throw new UnreadableScenario("scenario " + path + " is not in UTF-8");
        } catch (IOException failure) {
            throw new UnreadableScenario("scenario " + path + " cannot be read: " + failure.getMessage());
        }
    }

    /** The user's fault. */
    public static final class UnreadableScenario extends RuntimeException {
        UnreadableScenario(String sentence) {
            super(sentence);
        }
    }
}
