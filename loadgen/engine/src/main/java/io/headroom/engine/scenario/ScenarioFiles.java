package io.headroom.engine.scenario;

import io.headroom.engine.data.RecordRows;
import io.headroom.scenario.FeedSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What a scenario's feeds read. Each file is read once and shared by all event loops, because rows do not change. */
final class ScenarioFiles {

    private record Key(String name, Class<?> row) {}

    private final String scenario;
    private final FeedFiles files;
    private final Map<Key, List<?>> read = new ConcurrentHashMap<>();
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    /** @param scenario the scenario's file name */
    ScenarioFiles(String scenario, FeedFiles files) {
        this.scenario = scenario;
        this.files = files;
    }

    String scenario() {
        return scenario;
    }

    /** SHA-256, in hexadecimal, of each file that has been read, by its name. */
    SortedMap<String, String> hashes() {
        return new TreeMap<>(hashes);
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
        String text = files.text(name, scenario);
        hashes.put(name, hash(text));
        return text;
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
