package io.headroom.engine.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Percent-encoding: of paths and queries (RFC 3986), and of forms (the URL standard's {@code application/x-www-form-urlencoded}). */
final class UrlEncoding {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private UrlEncoding() {}

    static void write(ByteBuf out, String value) {
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

    /** For a path or a query. */
    static void append(StringBuilder out, String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            append(out, b, isUnreserved((char) (b & 0xFF)));
        }
    }

    /** For a form, where a space is a plus sign. */
    static void appendToForm(StringBuilder out, String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b == ' ') {
                out.append('+');
            } else {
                append(out, b, b == '*' || (b != '~' && isUnreserved((char) (b & 0xFF))));
            }
        }
    }

    private static void append(StringBuilder out, byte b, boolean asItIs) {
        if (asItIs) {
            out.append((char) b);
        } else {
            out.append('%').append((char) HEX[(b >> 4) & 15]).append((char) HEX[b & 15]);
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
}
