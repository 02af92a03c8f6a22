package io.headroom.telemetry.assembly;

/**
 * Every span that was ever added is in one of the first five.
 *
 * @param spansLeft in traces that left
 * @param spansHeld in traces that are not quiet yet
 * @param spansForeign of traces that nobody waits for
 * @param spansLate of traces that had left
 * @param spansDropped above a limit
 */
public record AssemblyCounts(
        long spansLeft,
        long spansHeld,
        long spansForeign,
        long spansLate,
        long spansDropped,
        long tracesLeft,
        long tracesHeld) {}
