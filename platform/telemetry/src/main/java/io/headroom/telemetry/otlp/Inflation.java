package io.headroom.telemetry.otlp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
        byte[] inflated;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 8_192)) {
            inflated = in.readNBytes(bytesMax + 1);
        } catch (IOException e) {
            throw Encoding.malformed("The body is said to be gzip and is not, or ends early: " + e.getMessage());
        }
        if (inflated.length > bytesMax) {
            throw new Refusal(
                    Refusal.Cause.TOO_LARGE,
                    "The body is more than %,d bytes without gzip: send smaller batches.".formatted(bytesMax));
        }
        return inflated;
    }
}
