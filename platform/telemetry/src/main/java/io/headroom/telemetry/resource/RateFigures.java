package io.headroom.telemetry.resource;

/**
 * Something that only grows, during a load step: processor time, bytes sent.
 *
 * @param seconds of the step that readings cover
 * @param perSecond by how much it grew in one of them
 */
public record RateFigures(Series series, double seconds, double perSecond) {}
