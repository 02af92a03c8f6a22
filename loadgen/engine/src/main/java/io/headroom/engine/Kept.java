package io.headroom.engine;

import io.headroom.engine.schedule.Pacing;
import io.headroom.engine.schedule.Spacing;

/**
 * Which schedule a drive kept, on this agent.
 *
 * @param spacing that arrivals were asked to have; says nothing in the closed model
 * @param pacing by which loops woke
 * @param journeysPerSecond mean rate over the whole fleet that the asked requests per second were converted to; 0 in the closed model
 * @param arrivals journeys that were due
 * @param within01Millis share of them that were taken up at most 0.1 ms late, 0 to 1
 * @param within1Millis at most 1 ms
 * @param within10Millis at most 10 ms
 */
public record Kept(
        Spacing spacing,
        Pacing pacing,
        double journeysPerSecond,
        long arrivals,
        double within01Millis,
        double within1Millis,
        double within10Millis) {}
