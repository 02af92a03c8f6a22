package io.headroom.campaign.schedule;

/** What becomes of a night that came due while no platform was there. */
public enum MissedPolicy {
    /** It is noted as missed. */
    SKIP,
    /** It is made up for once, as soon as a platform is there; of several the latest. */
    RUN_ONCE
}
