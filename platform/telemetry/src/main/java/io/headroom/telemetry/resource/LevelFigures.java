package io.headroom.telemetry.resource;

/**
 * Something that goes up and down, during a load step: memory used, connections in use, a share of the processor.
 *
 * @param readings how many there were; all else is of those
 */
public record LevelFigures(
        Series series, long readings, double first, double last, double min, double mean, double max) {}
