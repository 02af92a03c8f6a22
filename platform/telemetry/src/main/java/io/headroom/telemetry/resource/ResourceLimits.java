package io.headroom.telemetry.resource;

/**
 * How much is kept.
 *
 * @param seriesMax of all processes; points of further ones are left out
 * @param rowsMax series × load steps of all sessions under way; likewise
 */
public record ResourceLimits(int seriesMax, int rowsMax) {
    public static final ResourceLimits STANDARD = new ResourceLimits(5_000, 100_000);
}
