package io.headroom.finding;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * A balancer that sends one instance more than its share. Found when the shares differ by more than chance (χ² against equal ones, beyond 99.9 %), one
 * is {@value #SHARE_FACTOR_MIN} times the equal share or more, and so is what that instance has in flight: a balancer that gives more to who is faster is
 * uneven in requests, and even in work.
 */
public final class UnevenBalancing {

    static final double SHARE_FACTOR_MIN = 1.25;
    private static final double CHANCE_MAX = 0.001;

    private UnevenBalancing() {}

    /** @param shares of all instances in one load step during which none came or went */
    public static Optional<Finding> find(List<InstanceShare> shares) {
        long requests = InstanceShare.requests(shares);
        if (shares.size() < 2 || requests == 0) {
            return Optional.empty();
        }
        InstanceShare most = shares.stream()
                .max(Comparator.comparingLong(InstanceShare::requests))
                .orElseThrow();
        double equal = requests / (double) shares.size();
        double inFlight =
                shares.stream().mapToDouble(InstanceShare::inFlight).average().orElseThrow();
        if (most.requests() < SHARE_FACTOR_MIN * equal
                || most.inFlight() < SHARE_FACTOR_MIN * inFlight
                || chance(shares, equal) > CHANCE_MAX) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        FindingKind.UNEVEN_BALANCING,
                        most.instance(),
                        String.format(
                                Locale.ROOT,
                                "%s gets %.0f %% of the requests, where each of %d instances should get %.0f %%.",
                                most.instance(),
                                100.0 * most.requests() / requests,
                                shares.size(),
                                100.0 / shares.size()),
                        InstanceShare.evidence(shares),
                        "Look at the balancer's weights and algorithm, and at clients that keep to one instance (sticky sessions, long connections)."));
    }

    /** That equal shares come out as unequal as these. */
    private static double chance(List<InstanceShare> shares, double equal) {
        double chiSquared = shares.stream()
                .mapToDouble(share -> (share.requests() - equal) * (share.requests() - equal) / equal)
                .sum();
        return ChiSquaredDistribution.of(shares.size() - 1).survivalProbability(chiSquared);
    }
}
