package io.headroom.telemetry.figures;

import java.util.List;

/**
 * What the figures are drawn from, without which "nothing found" says nothing.
 *
 * @param traces requests of which any span came
 * @param complete of those, with all spans hanging together
 * @param duplicates spans that came again
 * @param detached spans whose parents are missing
 * @param skewed spans of clocks that had to be set
 * @param leftOut calls and requests that are in no row, because there were too many different ones
 * @param unobserved peers that are asked over HTTP or RPC and never report a span of their own
 */
public record Coverage(
        long traces,
        long complete,
        long duplicates,
        long detached,
        long skewed,
        long leftOut,
        List<String> unobserved) {
    public static final Coverage NONE = new Coverage(0, 0, 0, 0, 0, 0, List.of());
}
