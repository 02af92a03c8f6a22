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
    private static final String[] NO_TEXTS = {};
    private static final String LINE_END = " HTTP/1.1\r\n";

    private final String name;
    private final String method;
    private final int index;
    private final boolean head;
    private final boolean content;
    private final @Nullable Origin origin;
    private final byte[][] literals;
    private final LastAnswer lastAnswer = new LastAnswer();

    /**
     * @param index position among the names of one event loop
     * @param group comes before the name: {@code checkout / }, or nothing
     * @param basePath comes before the template's path, without a trailing slash, unless the template is a whole URL
     */
    public RequestName(int index, String group, String method, String basePath, String template) {
        String path = Origin.isIn(template) ? pathOf(template) : template;
        requireValid(path);
        this.name = group + method + ' ' + template;
        this.method = method;
        this.origin = Origin.isIn(template) ? originOf(template) : null;
        this.index = index;
        this.head = method.equals("HEAD");
        this.content = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        this.literals = literals(method + ' ' + (origin == null ? basePath : ""), path);
    }

    private static byte[][] literals(String beginning, String path) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        String prefix = beginning;
        for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{', from)) {
            int close = path.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("the path " + path + " opens a placeholder and never closes it");
            }
            parts.add(ascii(prefix + path.substring(from, open)));
            prefix = "";
            from = close + 1;
        }
        parts.add(ascii(prefix + path.substring(from) + LINE_END));
        return parts.toArray(byte[][]::new);
    }

    /** What an answer to a request of this name is likely to be. */
    public LastAnswer lastAnswer() {
        return lastAnswer;
    }

    public int index() {
        return index;
    }

    public boolean isHead() {
        return head;
    }

    /** Whether sending it twice does what sending it once does (RFC 9110, section 9.2.2). */
    public static boolean isIdempotent(String method) {
        return !method.equals("POST") && !method.equals("PATCH");
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
            UrlEncoding.write(out, values[i]);
            out.writeBytes(literals[i + 1]);
        }
    }

    /** As above, with a query (encoded) after the path's own, if any. */
    public void writeRequestLine(ByteBuf out, String[] values, @Nullable String query) {
        if (query == null) {
            writeRequestLine(out, values);
        } else {
            writeRequestLine(out, method, path(values, query));
        }
    }

    public static void writeRequestLine(ByteBuf out, String method, String path) {
        out.writeCharSequence(method + ' ' + path + LINE_END, StandardCharsets.ISO_8859_1);
    }

    /** The filled-in path, with the base path and all of the query, as the request line shows it. */
    public String path(String[] values, @Nullable String query) {
        var text = new StringBuilder();
        for (int i = 0; i < literals.length; i++) {
            text.append(new String(literals[i], StandardCharsets.US_ASCII));
            if (i < values.length) {
                UrlEncoding.append(text, values[i]);
            }
        }
        String path = text.substring(method.length() + 1, text.length() - LINE_END.length());
        if (query == null) {
            return path;
        }
        return path + (path.indexOf('?') < 0 ? '?' : '&') + query;
    }

    public String method() {
        return method;
    }

    @Override
    public String toString() {
        return name;
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
