package io.headroom.finding;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One instance that is slower than the others in the same load step, though it gets no more requests than they do. Found when its answers take
 * {@value #FACTOR_MIN} times as long as those of the slowest other one and {@value #MORE_MILLIS_MIN} ms more, in a step in which each instance got
 * {@value #REQUESTS_MIN} requests or more.
 */
public final class SlowInstance {

    static final double FACTOR_MIN = 1.3;
    static final double MORE_MILLIS_MIN = 2;
    static final long REQUESTS_MIN = 100;
    private static final double SHARE_FACTOR_MAX = 1.1;

    private SlowInstance() {}

    /** @param shares of all instances in one load step during which none came or went */
    public static Optional<Finding> find(List<InstanceShare> shares) {
        if (shares.size() < 3 || shares.stream().anyMatch(share -> share.requests() < REQUESTS_MIN)) {
            return Optional.empty();
        }
        return shares.stream()
                .filter(share -> isSlow(share, shares))
                .findFirst()
                .map(one -> finding(one, shares));
    }

    private static Finding finding(InstanceShare one, List<InstanceShare> shares) {
        return new Finding(
                FindingKind.SLOW_INSTANCE,
                one.instance(),
                String.format(
                        Locale.ROOT,
                        "%s takes %.1f ms where none of the others takes more than %.1f ms, and gets no more requests than they do.",
                        one.instance(),
                        one.meanMillis(),
                        InstanceShare.slowestMillisBeside(one, shares)),
                InstanceShare.evidence(shares),
                "Compare its machine, limits and version with the others'; replace it.");
    }

    private static boolean isSlow(InstanceShare share, List<InstanceShare> shares) {
        double others = InstanceShare.slowestMillisBeside(share, shares);
        double equal = InstanceShare.requests(shares) / (double) shares.size();
        return share.meanMillis() >= FACTOR_MIN * others
                && share.meanMillis() - others >= MORE_MILLIS_MIN
                && share.requests() <= SHARE_FACTOR_MAX * equal;
    }
}
