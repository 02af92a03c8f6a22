package io.headroom.telemetry.figures;

/**
 * A named part of an instance's own work during a load step, such as taking a connection from a pool.
 *
 * @param name of its spans
 * @param time of one, in milliseconds
 */
public record SectionFigures(String service, String instance, String name, TimeFigures time) {}
