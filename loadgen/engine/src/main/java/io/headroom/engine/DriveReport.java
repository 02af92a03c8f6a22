package io.headroom.engine;

/**
 * How a drive ended.
 *
 * @param journeysPerSecond what the asked rate was converted to, over the whole fleet
 * @param totals counts of this agent
 * @param generator whether the generator was healthy
 * @param stopped whether {@link LoadSession#stop} ended it early
 */
public record DriveReport(double journeysPerSecond, Totals totals, GeneratorHealth generator, boolean stopped) {}
