package io.headroom.engine.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's name in results, {@code GET /profiles/{id}}, and the template behind it. The request line's fixed parts are encoded once.
 */
public final class RequestName {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private static final String[] NO_TEXTS = {};

    private final String name;
    private final int index;
    private final boolean head;
    private final boolean content;
    private final boolean idempotent;
    private final @Nullable Origin origin;
    private final byte[][] literals;

    /**
     * @param index position among the names of one event loop
     * @param basePath comes before the template's path, without a trailing slash, unless the template is a whole URL
     */
    public RequestName(int index, String method, String basePath, String template) {
        this(index, method, Origin.isIn(template) ? originOf(template) : null, basePath, template);
    }

    private RequestName(int index, String method, @Nullable Origin origin, String basePath, String url) {
        String template = origin == null ? url : pathOf(url);
        requireValid(template);
        this.name = method + ' ' + url;
        this.origin = origin;
        this.index = index;
        this.head = method.equals("HEAD");
        this.idempotent = !method.equals("POST") && !method.equals("PATCH");
        this.content = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        String prefix = method + ' ' + (origin == null ? basePath : "");
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("the path " + template + " opens a placeholder and never closes it");
            }
            parts.add(ascii(prefix + template.substring(from, open)));
            prefix = "";
            from = close + 1;
        }
        parts.add(ascii(prefix + template.substring(from) + " HTTP/1.1\r\n"));
        this.literals = parts.toArray(byte[][]::new);
    }

    public int index() {
        return index;
    }

    public boolean isHead() {
        return head;
    }

    /** Whether sending it twice does what sending it once does (RFC 9110, section 9.2.2). */
    public boolean isIdempotent() {
        return idempotent;
    }

    /** Whom it is sent to, if the template says so; null for the target. */
    public @Nullable Origin origin() {
        return origin;
    }

    /** Whether a request of this method says that it has no content, if it has none. */
    public boolean carriesContent() {
        return content;
    }

    /** The values' texts, one for each placeholder. */
    public String[] texts(Object[] values) {
        if (values.length != literals.length - 1) {
            throw new IllegalArgumentException(name + " has " + (literals.length - 1) + " placeholders and was given "
                    + values.length + " values");
        }
        if (values.length == 0) {
            return NO_TEXTS;
        }
        String[] texts = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                throw new IllegalArgumentException(name + " was given null for a placeholder");
            }
            texts[i] = values[i].toString();
        }
        return texts;
    }

    public void writeRequestLine(ByteBuf out, String[] values) {
        out.writeBytes(literals[0]);
        for (int i = 0; i < values.length; i++) {
            writeEncoded(out, values[i]);
            out.writeBytes(literals[i + 1]);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static void writeEncoded(ByteBuf out, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isUnreserved(value.charAt(i))) {
                writeRest(out, value.substring(i));
                return;
            }
            out.writeByte(value.charAt(i));
        }
    }

    private static void writeRest(ByteBuf out, String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved((char) (b & 0xFF))) {
                out.writeByte(b);
            } else {
                out.writeByte('%').writeByte(HEX[(b >> 4) & 15]).writeByte(HEX[b & 15]);
            }
        }
    }

    /** RFC 3986, section 2.3. */
    private static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private static Origin originOf(String url) {
        try {
            return Origin.of(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the URL " + url + " cannot be used: " + e.getMessage());
        }
    }

    private static String pathOf(String url) {
        String path = url.substring(Origin.pathStart(url));
        return path.startsWith("/") ? path : '/' + path;
    }

    private static void requireValid(String template) {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash; \"" + template + "\" does not");
        }
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c <= ' ' || c >= 127) {
                throw new IllegalArgumentException("the path " + template
                        + " has a character that a request line cannot carry: put such text into a placeholder");
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
