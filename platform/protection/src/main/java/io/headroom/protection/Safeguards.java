package io.headroom.protection;

/**
 * What the protocol relies on besides its record.
 *
 * @param probe proves open and closed by behaviour
 * @param guard restores when everything else of ours is dead
 * @param environment asked when nobody answers at a target that has something to restore
 */
public record Safeguards(BurstProbe probe, Guard guard, EnvironmentCheck environment) {}
