package io.headroom.engine.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The headers that every request to one origin carries, encoded once. */
public final class RequestHead {
    private static final byte[] NO_BODY = ascii("content-length: 0\r\n");
    private static final byte[] CONTENT_TYPE = ascii("content-type: ");
    private static final byte[] CONTENT_LENGTH = ascii("content-length: ");
    private static final byte[] LINE_END = ascii("\r\n");

    private final byte[] fixed;

    public RequestHead(Origin origin, Map<String, String> headers) {
        var text = new StringBuilder("host: ").append(origin.authority()).append("\r\n");
        if (!has(headers, "user-agent")) {
            text.append("user-agent: headroom\r\n");
        }
        if (!has(headers, "accept")) {
            text.append("accept: */*\r\n");
        }
        headers.forEach((name, value) -> text.append(line(name, value)));
        fixed = text.append("traceparent: ").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public void write(ByteBuf out, byte[] traceparent) {
        out.writeBytes(fixed).writeBytes(traceparent).writeBytes(LINE_END);
    }

    public static void writeContent(ByteBuf out, String contentType, byte[] body) {
        out.writeBytes(CONTENT_TYPE).writeBytes(ascii(contentType)).writeBytes(LINE_END);
        out.writeBytes(CONTENT_LENGTH)
                .writeBytes(ascii(Integer.toString(body.length)))
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

    private static boolean has(Map<String, String> headers, String name) {
        return headers.keySet().stream()
                .anyMatch(key -> key.toLowerCase(Locale.ROOT).equals(name));
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isTokenCharacter(int c) {
        return c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
