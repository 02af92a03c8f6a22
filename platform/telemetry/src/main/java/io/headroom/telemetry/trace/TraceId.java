package io.headroom.telemetry.trace;

/**
 * The 128 bits that all spans of a request share, big endian.
 *
 * @param high bytes 0 to 7
 * @param low bytes 8 to 15
 */
public record TraceId(long high, long low) {

    /** 32 hexadecimal digits, as in {@code traceparent}. */
    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
