package io.headroom.engine.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that every request to one origin carries, encoded once. */
public final class RequestHead {
    private static final byte[] NO_BODY = ascii("content-length: 0\r\n");
    private static final byte[] CONTENT_TYPE = ascii("content-type: ");
    private static final byte[] CONTENT_LENGTH = ascii("content-length: ");
    private static final byte[] LINE_END = ascii("\r\n");

    private static final byte[] TRACEPARENT = ascii("traceparent: ");

    private final byte[] fixed;
    private final Map<String, String> lines = new LinkedHashMap<>();

    public RequestHead(Origin origin, Map<String, String> headers) {
        lines.put("host", line("host", origin.authority()));
        lines.put("user-agent", line("user-agent", "headroom"));
        lines.put("accept", line("accept", "*/*"));
        headers.forEach((name, value) -> {
            lines.keySet().removeIf(name::equalsIgnoreCase);
            lines.put(name, line(name, value));
        });
        fixed = ascii(String.join("", lines.values()) + "traceparent: ");
    }

    public void write(ByteBuf out, byte[] traceparent) {
        out.writeBytes(fixed).writeBytes(traceparent).writeBytes(LINE_END);
    }

    /** As {@link #write}, without the headers that these take the place of. */
    public void writeWithout(HeaderLines others, ByteBuf out, byte[] traceparent) {
        lines.forEach((name, line) -> {
            if (!others.has(name)) {
                out.writeBytes(ascii(line));
            }
        });
        out.writeBytes(TRACEPARENT).writeBytes(traceparent).writeBytes(LINE_END);
    }

    public static void writeContent(ByteBuf out, String contentType, byte[] body) {
        writeContentType(out, contentType);
        writeContentLength(out, body.length);
    }

    public static void writeContentType(ByteBuf out, String contentType) {
        out.writeBytes(CONTENT_TYPE).writeBytes(ascii(contentType)).writeBytes(LINE_END);
    }

    public static void writeContentLength(ByteBuf out, int bytes) {
        out.writeBytes(CONTENT_LENGTH)
                .writeBytes(ascii(Integer.toString(bytes)))
                .writeBytes(LINE_END);
    }

    public static void writeNoContent(ByteBuf out) {
        out.writeBytes(NO_BODY);
    }

    public static void writeEnd(ByteBuf out) {
        out.writeBytes(LINE_END);
    }

    /** One header line, checked: a line break in it would smuggle in others. */
    public static String line(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(RequestHead::isTokenCharacter)) {
            throw new IllegalArgumentException("\"" + name + "\" is not a header's name");
        }
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 256 && c != 127))) {
            throw new IllegalArgumentException(
                    "the value of header " + name + " has a character that HTTP does not allow");
        }
        return name + ": " + value + "\r\n";
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isTokenCharacter(int c) {
        return c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
