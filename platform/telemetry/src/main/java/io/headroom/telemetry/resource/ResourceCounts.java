package io.headroom.telemetry.resource;

/**
 * What became of data points; every one is in one of these.
 *
 * @param kept in the figures of a load step
 * @param outside of every load step, or over a time most of which is
 * @param leftOut above a limit, or no number
 * @param repeated sent before, or older than what was
 */
public record ResourceCounts(long kept, long outside, long leftOut, long repeated) {}
