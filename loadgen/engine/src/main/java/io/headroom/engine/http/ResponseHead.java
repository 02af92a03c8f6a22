package io.headroom.engine.http;

import io.netty.handler.codec.http2.Http2Headers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Status line and headers of one HTTP/1.x answer, read line by line into a buffer that is reused. Strict where laxness lets one answer pass for two:
 * no folded lines, no space before a colon, no control characters, one length only.
 */
public final class ResponseHead {
    /** Longest head that is read, in bytes. */
    static final int BYTES_MAX = 64 * 1024;

    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] SET_COOKIE = ascii("set-cookie");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");
    private static final byte[] VERSION_BUT_MINOR = ascii("HTTP/1.");
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPACES = 0x2020_2020_2020_2020L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
    private static final int STATUS_LINE_MIN = 12; // HTTP/1.1 200

    private byte[] bytes = new byte[1_024];
    private int end;
    private int lineStart;
    private boolean statusSeen;

    private int status;
    private boolean keepAlive;
    private boolean chunked;
    private boolean setsCookies;
    private long contentLength;

    ResponseHead() {
        reset();
    }

    /** An answer's head as HTTP/2 brings it, in the form in which HTTP/1.1 would. */
    public static ResponseHead ofHttp2(Http2Headers headers) throws MalformedResponseException {
        var text = new StringBuilder("HTTP/1.1 ").append(headers.status()).append("\r\n");
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            if (header.getKey().charAt(0) != ':') {
                text.append(header.getKey())
                        .append(": ")
                        .append(header.getValue())
                        .append("\r\n");
            }
        }
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        var head = new ResponseHead();
        byte[] space = head.space(bytes.length);
        if (bytes.length > space.length) {
            throw new MalformedResponseException("response-too-large", "the answer's head is too long");
        }
        System.arraycopy(bytes, 0, space, 0, bytes.length);
        head.read(bytes.length);
        return head;
    }

    void reset() {
        end = 0;
        lineStart = 0;
        statusSeen = false;
        status = 0;
        keepAlive = true;
        chunked = false;
        setsCookies = false;
        contentLength = -1;
    }

    public int status() {
        return status;
    }

    public boolean keepAlive() {
        return keepAlive;
    }

    /** Whether it has a {@code set-cookie} header. */
    public boolean setsCookies() {
        return setsCookies;
    }

    boolean chunked() {
        return chunked;
    }

    /** Bytes of the body; −1 if the head does not say. */
    long contentLength() {
        return contentLength;
    }

    /** Where the next bytes are put. */
    byte[] space(int wanted) {
        if (end + wanted > bytes.length && bytes.length < BYTES_MAX) {
            bytes = Arrays.copyOf(bytes, Math.min(BYTES_MAX, Math.max(2 * bytes.length, end + wanted)));
        }
        return bytes;
    }

    int end() {
        return end;
    }

    /**
     * Reads on over bytes that were put at {@link #end}.
     *
     * @return how many of them belong to the head if it is complete now, −1 if it goes on after them
     */
    int read(int added) throws MalformedResponseException {
        int from = end;
        int to = end + added;
        if (from > 0 && bytes[from - 1] == '\r' && bytes[from] != '\n') {
            throw malformed("a control character in its head");
        }
        for (int i = nextControl(from, to); i < to; i = nextControl(i + 1, to)) {
            byte b = bytes[i];
            if (b == '\n') {
                int lineEnd = i > lineStart && bytes[i - 1] == '\r' ? i - 1 : i;
                boolean blank = lineEnd == lineStart;
                if (blank) {
                    end = i + 1;
                    return finish(i + 1 - from);
                }
                readLine(lineStart, lineEnd);
                lineStart = i + 1;
            } else if (b != '\t' && (b != '\r' || (i + 1 < to && bytes[i + 1] != '\n'))) {
                throw malformed("a control character in its head");
            }
        }
        end = to;
        if (end >= BYTES_MAX) {
            throw new MalformedResponseException(
                    "response-too-large", "the answer's head is longer than " + BYTES_MAX + " bytes");
        }
        return -1;
    }

    /**
     * Where the next byte below a space is; {@code to} if there is none. Looks at eight bytes at a time, because a head has about 200: subtracting 0x20 from
     * each borrows into its highest bit where the byte was smaller. A borrow may spoil the bytes above, never those below the first one found.
     */
    private int nextControl(int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long eight = (long) EIGHT_BYTES.get(bytes, at);
            long smaller = (eight - SPACES) & ~eight & HIGHEST_BITS;
            if (smaller != 0) {
                return at + (Long.numberOfTrailingZeros(smaller) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < to && (bytes[at] >= ' ' || bytes[at] < 0)) {
            at++;
        }
        return at;
    }

    /**
     * As {@link #read} where these bytes begin with the whole of another head, without looking at what they say; afterwards this head is like that one.
     *
     * @return how many of them belong to it, −1 if they begin otherwise
     */
    int recognise(ResponseHead known, int added) {
        int length = known.end;
        if (end > 0 || length == 0 || length > added || !Arrays.equals(bytes, 0, length, known.bytes, 0, length)) {
            return -1;
        }
        end = length;
        take(known);
        return length;
    }

    /** Becomes like another, complete head. */
    void copy(ResponseHead other) {
        reset();
        System.arraycopy(other.bytes, 0, space(other.end), 0, other.end);
        end = other.end;
        take(other);
    }

    private void take(ResponseHead other) {
        status = other.status;
        keepAlive = other.keepAlive;
        chunked = other.chunked;
        setsCookies = other.setsCookies;
        contentLength = other.contentLength;
    }

    private int finish(int consumed) throws MalformedResponseException {
        if (!statusSeen) {
            throw malformed("no status line");
        }
        if (chunked && contentLength >= 0) {
            throw malformed("both a transfer-encoding and a content-length");
        }
        return consumed;
    }

    /** The value of the first header of that name. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The values of all headers of that name. */
    public List<String> headers(String name) {
        byte[] wanted = ascii(name.toLowerCase(Locale.ROOT));
        List<String> found = new ArrayList<>(1);
        int from = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            int colon = from + wanted.length;
            if (colon < i && bytes[colon] == ':' && matches(from, wanted)) {
                found.add(new String(bytes, colon + 1, i - colon - 1, StandardCharsets.ISO_8859_1).strip());
            }
            from = i + 1;
        }
        return found;
    }

    private void readLine(int from, int to) throws MalformedResponseException {
        if (!statusSeen) {
            readStatus(from, to);
            return;
        }
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            if (bytes[colon] == ' ' || bytes[colon] == '\t') {
                throw malformed("a header whose name has a space");
            }
            colon++;
        }
        if (colon == from || colon == to) {
            throw malformed("a header line without a name");
        }
        int valueFrom = skipBlanks(colon + 1, to);
        readHeader(from, colon - from, valueFrom, dropBlanks(valueFrom, to));
    }

    private void readHeader(int name, int nameLength, int from, int to) throws MalformedResponseException {
        if (nameLength == CONTENT_LENGTH.length && matches(name, CONTENT_LENGTH)) {
            long length = number(from, to);
            if (contentLength >= 0 && contentLength != length) {
                throw malformed("two different content-lengths");
            }
            contentLength = length;
        } else if (nameLength == TRANSFER_ENCODING.length && matches(name, TRANSFER_ENCODING)) {
            if (chunked || !is(CHUNKED, from, to)) {
                throw malformed("a transfer-encoding other than chunked");
            }
            chunked = true;
        } else if (nameLength == SET_COOKIE.length && matches(name, SET_COOKIE)) {
            setsCookies = true;
        } else if (nameLength == CONNECTION.length && matches(name, CONNECTION)) {
            readConnection(from, to);
        }
    }

    private void readConnection(int from, int to) {
        int token = from;
        for (int i = from; i <= to; i++) {
            if (i < to && bytes[i] != ',') {
                continue;
            }
            if (is(CLOSE, token, i)) {
                keepAlive = false;
            } else if (is(KEEP_ALIVE, token, i)) {
                keepAlive = true;
            }
            token = i + 1;
        }
    }

    private void readStatus(int from, int to) throws MalformedResponseException {
        if (to - from < STATUS_LINE_MIN
                || Arrays.mismatch(
                                bytes,
                                from,
                                from + VERSION_BUT_MINOR.length,
                                VERSION_BUT_MINOR,
                                0,
                                VERSION_BUT_MINOR.length)
                        >= 0
                || !isDigit(bytes[from + 7])
                || bytes[from + 8] != ' '
                || (to - from > STATUS_LINE_MIN && bytes[from + STATUS_LINE_MIN] != ' ')) {
            throw malformed("no HTTP/1.x status line");
        }
        long code = number(from + 9, from + STATUS_LINE_MIN);
        if (code < 100) {
            throw malformed("status " + code);
        }
        status = (int) code;
        keepAlive = bytes[from + 7] != '0';
        statusSeen = true;
    }

    private long number(int from, int to) throws MalformedResponseException {
        long value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i]) || value > Long.MAX_VALUE / 10 - 1) {
                throw malformed("a number that is none: " + text(from, to));
            }
            value = value * 10 + bytes[i] - '0';
        }
        if (from == to) {
            throw malformed("an empty number");
        }
        return value;
    }

    /** Whether that is there between blanks, in any case. */
    private boolean is(byte[] lowerCase, int from, int to) {
        int start = skipBlanks(from, to);
        return dropBlanks(start, to) - start == lowerCase.length && matches(start, lowerCase);
    }

    private int skipBlanks(int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private int dropBlanks(int from, int to) {
        int at = to;
        while (at > from && isBlank(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    private boolean matches(int from, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            byte b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /** All of it, as it came. */
    public String text() {
        return text(0, end);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static MalformedResponseException malformed(String what) {
        return new MalformedResponseException("malformed-response", "the answer has " + what);
    }
}
