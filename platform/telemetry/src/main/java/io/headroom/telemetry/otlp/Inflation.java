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

    static byte[] inflate(OtlpRequest request, OtlpLimits limits) throws Refusal {
        String encoding = request.contentEncoding() == null
                ? ""
                : request.contentEncoding().strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> request.body();
            case "gzip" -> gunzip(request.body(), limits.inflatedBytesMax());
            default ->
                throw new Refusal(
                        Refusal.Cause.UNSUPPORTED_ENCODING,
                        "The content encoding is \"%s\": send gzip or none.".formatted(encoding));
        };
    }

    private static byte[] gunzip(byte[] body, int bytesMax) throws Refusal {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 8_192)) {
            byte[] inflated = new byte[Math.min(sizeTold(body), bytesMax)];
            int length = in.readNBytes(inflated, 0, inflated.length);
            byte[] more = in.readNBytes(bytesMax + 1 - length);
            if (length + more.length > bytesMax) {
                throw new Refusal(
                        Refusal.Cause.TOO_LARGE,
                        "The body is more than %,d bytes without gzip: send smaller batches.".formatted(bytesMax));
            }
            return length == inflated.length && more.length == 0 ? inflated : joined(inflated, length, more);
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

    private static byte[] joined(byte[] inflated, int length, byte[] more) {
        byte[] all = Arrays.copyOf(inflated, length + more.length);
        System.arraycopy(more, 0, all, length, more.length);
        return all;
    }
}
