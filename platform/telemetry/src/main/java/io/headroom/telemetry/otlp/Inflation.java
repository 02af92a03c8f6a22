package io.headroom.telemetry.otlp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A body as it was before the sender compressed it; no more is inflated than is allowed, whatever the sender says. */
final class Inflation {
    private Inflation() {}

    /**
     * Reserves room before it makes a body, and has as much as the body takes when it returns.
     *
     * @throws Refusal 429 if there is no room, 413 if it becomes too large, 400 or 415 if it cannot be inflated
     */
    static byte[] inflate(OtlpRequest request, OtlpLimits limits, Room room) throws Refusal {
        String encoding = request.contentEncoding() == null
                ? ""
                : request.contentEncoding().strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> {
                room.reserve(request.body().length);
                yield request.body();
            }
            case "gzip" -> gunzip(request.body(), limits.inflatedBytesMax(), room);
            default ->
                throw new Refusal(
                        Refusal.Cause.UNSUPPORTED_ENCODING,
                        "The content encoding is \"%s\": send gzip or none.".formatted(encoding));
        };
    }

    private static byte[] gunzip(byte[] body, int bytesMax, Room room) throws Refusal {
        int told = Math.min(sizeTold(body), bytesMax);
        room.reserve(told);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 8_192)) {
            byte[] inflated = new byte[told];
            int length = in.readNBytes(inflated, 0, told);
            int next = in.read();
            if (next < 0) {
                room.giveBack(told - length);
                return length == told ? inflated : Arrays.copyOf(inflated, length);
            }
            // the sender told less than there is
            room.reserve(bytesMax - told);
            byte[] more = in.readNBytes(bytesMax - told);
            if (told + 1 + more.length > bytesMax) {
                throw new Refusal(
                        Refusal.Cause.TOO_LARGE,
                        "The body is more than %,d bytes without gzip: send smaller batches.".formatted(bytesMax));
            }
            room.giveBack(bytesMax - told - 1 - more.length);
            return joined(inflated, (byte) next, more);
        } catch (IOException e) {
            throw Encoding.malformed("The body is said to be gzip and is not, or ends early: " + e.getMessage());
        }
    }

    /** How much gzip's last four bytes say was compressed: true for what has one member, and never relied on. */
    private static int sizeTold(byte[] body) {
        int told = body.length < Integer.BYTES
                ? 0
                : ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt(body.length - Integer.BYTES);
        // deflate makes a thousandth of its input at best
        return (int) Math.clamp(Integer.toUnsignedLong(told), 0, 1_100L * body.length);
    }

    private static byte[] joined(byte[] inflated, byte next, byte[] more) {
        byte[] all = Arrays.copyOf(inflated, inflated.length + 1 + more.length);
        all[inflated.length] = next;
        System.arraycopy(more, 0, all, inflated.length + 1, more.length);
        return all;
    }
}
