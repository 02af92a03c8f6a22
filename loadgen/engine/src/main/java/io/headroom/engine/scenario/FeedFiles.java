package io.headroom.engine.scenario;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Where the feeds of a scenario find their files. */
sealed interface FeedFiles {

    long BYTES_MAX = 256L * 1024 * 1024;

    /** Only the scenario's text is known. */
    record None() implements FeedFiles {}

    /** The folder in which the scenario lies. */
    record Folder(Path path) implements FeedFiles {}

    /** Texts that came with the scenario, by the names that it uses. */
    record Sent(Map<String, String> texts) implements FeedFiles {}

    /**
     * The text of one.
     *
     * @param scenario the scenario's file name, for messages
     * @throws FeedFileException if it cannot be had
     */
    default String text(String name, String scenario) {
        return switch (this) {
            case None() ->
                throw new FeedFileException(name + ": only the text of " + scenario
                        + " is known here, not its folder; use Feed.csvText, or run it from its file");
            case Folder(Path path) -> read(path, name, scenario);
            case Sent(Map<String, String> texts) -> {
                String text = texts.get(name);
                if (text == null) {
                    throw new FeedFileException(name + ": was not sent with " + scenario
                            + ": a platform sends the files beside it that it names whole, as in Feed.csv(\"" + name
                            + "\", …)");
                }
                yield text;
            }
        };
    }

    private static String read(Path folder, String name, String scenario) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new FeedFileException(name + ": a feed's file lies in the scenario's folder, or below");
        }
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new FeedFileException(name + ": larger than " + BYTES_MAX / 1024 / 1024 + " MiB");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new FeedFileException(name + ": there is no such file beside " + scenario);
        } catch (CharacterCodingException e) {
            throw new FeedFileException(name + ": is not in UTF-8");
        } catch (IOException e) {
            throw new FeedFileException(name + ": cannot be read: " + e.getMessage());
        }
    }
}
