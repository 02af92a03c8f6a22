package io.headroom.exploration;

import static java.util.Locale.ROOT;

/** Whether the share of failed requests is still acceptable. */
final class Failures {

    /*
     * limit = the agreed share or, without one, max(2·share(baseline), 0.5 %). The floor is there because the baseline often has none at all, and twice
     * nothing is nothing. FAIL if Wilson's lower bound is above the limit. More than the limit, but not surely so, is undecided; anything else passes:
     * to prove an upper bound below 0.5 % would take 770 requests without a failure.
     */

    private static final double DOUBLE = 2;
    private static final double FLOOR = 0.005;

    private Failures() {}

    static Finding of(Sample sample, Limits limits, double baselineShare) {
        Proportion failed = sample.failed();
        double limit = limits.errorShare().orElse(Math.max(DOUBLE * baselineShare, FLOOR));
        Verdict verdict =
                failed.lower() > limit ? Verdict.FAIL : failed.share() > limit ? Verdict.UNDECIDED : Verdict.PASS;
        return new Finding(
                verdict,
                String.format(
                        ROOT,
                        "%d of %d requests failed (%.1f %%, limit %.1f %%)",
                        sample.errors() + sample.dropped(),
                        sample.offered(),
                        100 * failed.share(),
                        100 * limit));
    }
}
