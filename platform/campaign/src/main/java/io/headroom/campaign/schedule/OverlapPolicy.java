package io.headroom.campaign.schedule;

/** What becomes of a night that comes due while the campaign's own run before is under way. */
public enum OverlapPolicy {
    /** It is noted as skipped. */
    SKIP,
    /** It waits until that run is over, or the next night is due. */
    QUEUE
}
