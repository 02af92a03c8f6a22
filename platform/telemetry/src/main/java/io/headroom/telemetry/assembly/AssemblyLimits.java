package io.headroom.telemetry.assembly;

import java.time.Duration;

/**
 * How much is held, and for how long.
 *
 * @param quiet a trace that nothing was received of for so long is complete; exporters send every 5 s by default
 * @param bytesMax of all spans held; what comes above is dropped
 * @param spansMax of one trace; likewise
 * @param rememberedMax how many traces that have left are known, so that what comes too late is told from what is new
 */
public record AssemblyLimits(Duration quiet, long bytesMax, int spansMax, int rememberedMax) {

    /** At 50,000 spans/s about 120 MB are held. */
    private static final long BYTES_MAX = 256L << 20;

    public static final AssemblyLimits STANDARD = new AssemblyLimits(Duration.ofSeconds(8), BYTES_MAX, 10_000, 50_000);

    /** As the standard, but at most a quarter of the heap. */
    public static AssemblyLimits within(long heapBytes) {
        return new AssemblyLimits(
                STANDARD.quiet(), Math.min(BYTES_MAX, heapBytes / 4), STANDARD.spansMax(), STANDARD.rememberedMax());
    }
}
