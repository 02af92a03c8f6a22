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

    public static final AssemblyLimits STANDARD = new AssemblyLimits(Duration.ofSeconds(8), 96L << 20, 10_000, 50_000);
}
