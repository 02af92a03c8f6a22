package io.headroom.engine.scenario;

import io.headroom.engine.data.RecordRows;
import io.headroom.scenario.FeedSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a scenario's feeds read. Each file is read once and shared by all event loops, because rows do not change. */
final class ScenarioFiles {
    private static final long BYTES_MAX = 256L * 1024 * 1024;

    private record Key(String name, Class<?> row) {}

    private final String scenario;
    private final @Nullable Path folder;
    private final Map<Key, List<?>> read = new ConcurrentHashMap<>();

    /**
     * @param scenario the scenario's file name
     * @param folder where it lies; null if only its text is known
     */
    ScenarioFiles(String scenario, @Nullable Path folder) {
        this.scenario = scenario;
        this.folder = folder;
    }

    String scenario() {
        return scenario;
    }

    /** As one event loop sees them. */
    FeedSource seenBy(int stripe, int stripes) {
        return new FeedSource() {
            @Override
            public <T> List<T> file(String name, Class<T> row) {
                return rows(new Key(name, row), row);
            }

            @Override
            public <T> List<T> text(String csv, Class<T> row) {
                return RecordRows.read(scenario + " (text of " + row.getSimpleName() + ")", csv, row);
            }

            @Override
            public int stripe() {
                return stripe;
            }

            @Override
            public int stripes() {
                return stripes;
            }
        };
    }

    @SuppressWarnings("unchecked") // a key's rows are of its class
    private <T> List<T> rows(Key key, Class<T> row) {
        return (List<T>) read.computeIfAbsent(key, unused -> RecordRows.read(key.name(), text(key.name()), row));
    }

    private String text(String name) {
        if (folder == null) {
            throw new FeedFileException(name + ": only the text of " + scenario
                    + " is known here, not its folder; use Feed.csvText, or run it from its file");
        }
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
