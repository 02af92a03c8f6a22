package io.headroom.engine.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads {@code location} headers, which in practice hold characters that no URI may. */
public final class Location {
    private Location() {}

    /** Where it leads; null if it is no address that speaks HTTP. */
    public static @Nullable URI resolve(URI from, String location) {
        try {
            String reference = encoded(location);
            URI to = reference.startsWith("?")
                    ? new URI(withoutQuery(from) + reference)
                    : from.resolve(new URI(reference));
            boolean http = "http".equalsIgnoreCase(to.getScheme()) || "https".equalsIgnoreCase(to.getScheme());
            return http && to.getHost() != null ? to.normalize() : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static String withoutQuery(URI uri) {
        String text = uri.toString();
        int end = text.indexOf('?');
        return end < 0 ? text : text.substring(0, end);
    }

    /** Encodes what a URI cannot hold, as browsers do. The head's bytes were read as Latin-1, so they come out as they were. */
    private static String encoded(String location) {
        var text = new StringBuilder();
        for (byte b : location.getBytes(StandardCharsets.ISO_8859_1)) {
            char c = (char) (b & 0xFF);
            if (c <= ' ' || c >= 127 || "\"<>\\^`{|}".indexOf(c) >= 0) {
                text.append('%').append(String.format("%02X", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
