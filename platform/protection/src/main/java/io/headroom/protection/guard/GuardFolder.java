package io.headroom.protection.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an owner and its guard meet, inside the folder of the relaxations' file journal.
 *
 * <pre>
 * journal/guard/heartbeat     written by the owner, with something new each time
 * journal/guard/armed.json    written by the guard: who it is, and what it watches
 * journal/guard/lock          held by the guard
 * journal/guard/log           what the guard says
 * </pre>
 */
record GuardFolder(Path journal) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a guard says about itself.
     *
     * @param pid of its process
     * @param at when it last looked
     * @param watches ids of the relaxations that it will restore
     */
    record Report(long pid, Instant at, List<String> watches) {
        Report {
            watches = List.copyOf(watches);
        }
    }

    static GuardFolder in(Path journal) {
        try {
            Files.createDirectories(journal.resolve("guard"));
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The guard's folder in " + journal + " cannot be made (" + failure.getMessage()
                            + "). Check that this user may write there.",
                    failure);
        }
        return new GuardFolder(journal);
    }

    Path log() {
        return file("log");
    }

    Path lock() {
        return file("lock");
    }

    private Path file(String name) {
        return journal.resolve("guard").resolve(name);
    }

    void beat(String something) throws IOException {
        replace("heartbeat", something);
    }

    /** What the owner wrote last; empty if it never did, or it cannot be read, which is as good as silence. */
    String heartbeat() {
        try {
            return Files.readString(file("heartbeat"));
        } catch (IOException unreadable) {
            return "";
        }
    }

    void report(Report report) throws IOException {
        var root = JSON.createObjectNode()
                .put("pid", report.pid())
                .put("at", report.at().toString());
        var watches = root.putArray("watches");
        report.watches().forEach(watches::add);
        replace("armed.json", root.toString());
    }

    void withdrawReport() throws IOException {
        Files.deleteIfExists(file("armed.json"));
    }

    Optional<Report> report() {
        try {
            var root = JSON.readTree(Files.readString(file("armed.json")));
            var watches = new ArrayList<String>();
            root.path("watches").forEach(id -> watches.add(id.asText()));
            return Optional.of(new Report(
                    root.required("pid").asLong(),
                    Instant.parse(root.required("at").asText()),
                    watches));
        } catch (JsonProcessingException | RuntimeException broken) {
            return Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private void replace(String name, String text) throws IOException {
        var beside = file(name + ".new");
        Files.write(beside, text.getBytes(UTF_8));
        Files.move(beside, file(name), ATOMIC_MOVE);
    }
}
