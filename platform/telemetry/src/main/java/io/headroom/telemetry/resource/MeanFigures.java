package io.headroom.telemetry.resource;

/**
 * Something that is measured each time it happens, during a load step: waits for a connection, pauses of the garbage collector.
 *
 * @param seconds of the step that readings cover
 * @param count how often it happened in those
 * @param mean of one time, in the series' unit; 0 if it did not happen
 */
public record MeanFigures(Series series, double seconds, long count, double mean) {}
