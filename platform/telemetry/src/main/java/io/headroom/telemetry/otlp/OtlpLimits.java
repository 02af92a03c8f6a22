package io.headroom.telemetry.otlp;

import java.time.Duration;

/**
 * What one request may ask of us. Beyond the first four it is refused whole; beyond the others what is too much is left out, and the answer says so.
 *
 * @param bodyBytesMax as it arrives
 * @param inflatedBytesMax after gzip
 * @param depthMax messages within messages, as attributes may nest without end
 * @param inProgressBytesMax of all requests together that are being read; who comes above is asked to come again
 * @param retryAfter when those may come again
 * @param itemsMax spans, or data points
 * @param attributesMax of a span; as many events
 * @param textLengthMax characters of a name or a value
 */
public record OtlpLimits(
        int bodyBytesMax,
        int inflatedBytesMax,
        int depthMax,
        long inProgressBytesMax,
        Duration retryAfter,
        int itemsMax,
        int attributesMax,
        int textLengthMax) {

    public static final OtlpLimits STANDARD =
            new OtlpLimits(8 << 20, 32 << 20, 32, 96L << 20, Duration.ofSeconds(1), 100_000, 128, 8_192);

    /** A body of many short attributes has about as many for each item that it may carry. */
    private static final int PARTS_PER_ITEM = 24;

    /** As {@link PartCount} counts what is made of a request while it is read; JSON may have twice as many values. Beyond them it is refused whole. */
    long partsMax() {
        return (long) PARTS_PER_ITEM * itemsMax;
    }

    Refusal tooManyParts() {
        return new Refusal(
                Refusal.Cause.TOO_LARGE,
                "The body has more than %,d parts: send smaller batches.".formatted(partsMax()));
    }
}
