package io.headroom.platform.scenario;

import io.headroom.platform.scenario.Scenarios.UnreadableScenario;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The files that a scenario's feeds read, found without running it: every text literal of the source that names a file in the scenario's folder, or below.
 * A name that the source puts together is not found; the agent says so before it sends anything.
 */
final class FeedFiles {

    /** What one order to an agent carries well. */
    private static final long BYTES_MAX = 16 << 20;

    /** A comment, a text block, a character, or a text literal, whose content is the group. */
    private static final Pattern LITERALS =
            Pattern.compile("//[^\n]*|/\\*[\\s\\S]*?\\*/|\"\"\"[\\s\\S]*?\"\"\"|'(?:[^'\\\\\n]|\\\\.)+'"
                    + "|\"([^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+)\"");

    private static final Pattern OPENED_FEED = Pattern.compile("\\bFeed\\s*\\.\\s*csv\\s*\\(\\s*$");
    /** Enough for what {@link #OPENED_FEED} looks for. */
    private static final int LOOK_BACK = 100;

    private FeedFiles() {}

    /**
     * Texts by the names in the source.
     *
     * @throws UnreadableScenario if one is missing or cannot be sent
     */
    static SortedMap<String, String> named(Path scenario, String source) {
        SortedMap<String, String> texts = new TreeMap<>();
        long bytes = 0;
        for (Iterator<MatchResult> literals = LITERALS.matcher(source).results().iterator(); literals.hasNext(); ) {
            MatchResult literal = literals.next();
            String name = literal.group(1);
            if (name == null || name.isEmpty() || texts.containsKey(name)) {
                continue;
            }
            Optional<Path> file = beside(scenario, name);
            if (file.isEmpty()) {
                requireNoFeed(scenario, source, literal);
                continue;
            }
            bytes += size(file.get());
            if (bytes > BYTES_MAX) {
                throw new UnreadableScenario(
                        "scenario %s names files of more than %d MiB, %s among them: agents are sent that much at most, so give it fewer rows"
                                .formatted(scenario, BYTES_MAX >> 20, name));
            }
            texts.put(name, text(file.get()));
        }
        return texts;
    }

    private static void requireNoFeed(Path scenario, String source, MatchResult literal) {
        String before = source.substring(Math.max(0, literal.start() - LOOK_BACK), literal.start());
        if (OPENED_FEED.matcher(before).find()) {
            long line = 1
                    + source.substring(0, literal.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw new UnreadableScenario(
                    "scenario %s:%d: there is no file %s in the scenario's folder, or below, for the feed to read"
                            .formatted(scenario, line, literal.group(1)));
        }
    }

    private static Optional<Path> beside(Path scenario, String name) {
        try {
            Path folder = scenario.toAbsolutePath().resolveSibling("").normalize();
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException noName) {
            return Optional.empty();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException other) {
            throw new UnreadableScenario("the file " + file + ", which the scenario names, is not in UTF-8");
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static UnreadableScenario unreadable(Path file, IOException failure) {
        return new UnreadableScenario(
                "the file " + file + ", which the scenario names, cannot be read: " + failure.getMessage());
    }
}
