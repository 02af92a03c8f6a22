package io.headroom.agent.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of server-sent events (WHATWG HTML, §9.2.6): fields line by line, an event at each blank line, comments and unknown fields ignored. An
 * event that the stream's end cuts off is not delivered.
 */
final class ServerSentEvents {

    private final BufferedReader lines;
    private final Runnable onLine;

    /** @param onLine called for each line, comments included: the sender lives */
    ServerSentEvents(BufferedReader lines, Runnable onLine) {
        this.lines = lines;
        this.onLine = onLine;
    }

    /**
     * @param id the last one given, empty if none was
     * @param data its lines, joined by line breaks
     */
    record Event(String id, String data) {}

    /** The next event that carries data, or nothing at the stream's end. */
    Optional<Event> next() throws IOException {
        String id = "";
        @Nullable StringBuilder data = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            onLine.run();
            if (line.isEmpty()) {
                if (data != null) {
                    return Optional.of(new Event(id, data.toString()));
                }
                continue;
            }
            String value = value(line);
            switch (name(line)) {
                case "id" -> id = value;
                case "data" ->
                    data = data == null
                            ? new StringBuilder(value)
                            : data.append('\n').append(value);
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    private static String value(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return "";
        }
        String value = line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
