package io.headroom.protection;

/**
 * What became of a burst. The parts add up to what was sent.
 *
 * @param sent requests in the burst
 * @param passed answered below 500, neither 429 nor 403: what stands behind the protections answered
 * @param limited answered 429
 * @param forbidden answered 403
 * @param failed answered 500 or above, or not at all within the burst's time
 */
public record ProbeResult(int sent, int passed, int limited, int forbidden, int failed) {
    /** How many a protection refused. */
    public int refused() {
        return limited + forbidden;
    }

    /** The refused share, 0 to 1. */
    public double share() {
        return sent == 0 ? 0 : (double) refused() / sent;
    }

    /** Every single one passed. */
    boolean passedWhole() {
        return sent > 0 && passed == sent;
    }

    @Override
    public String toString() {
        return sent + " sent: " + passed + " passed, " + limited + " answered 429, " + forbidden + " answered 403, "
                + failed + " failed";
    }
}
