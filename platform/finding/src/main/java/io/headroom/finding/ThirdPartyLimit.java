package io.headroom.finding;

import io.headroom.finding.Finding.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A dependency that refuses what is above a rate: 429 or 503 at the higher loads, none at the least, and no more answers than before for more calls. In
 * between it may refuse too few to tell. One that refuses at every load is broken rather than limited.
 */
public final class ThirdPartyLimit {

    private static final double REFUSED_SHARE_MIN = 0.02;
    private static final double REFUSED_SHARE_BELOW_MAX = 0.005;
    private static final long REFUSED_MIN = 10;

    private ThirdPartyLimit() {}

    /**
     * @param perSecond requests/s of the service
     * @param seconds how long the load step took
     * @param answered calls of the dependency that it answered
     * @param refused calls that it answered with 429 or 503
     */
    public record Reading(double perSecond, double seconds, long answered, long refused) implements Load {

        double answeredPerSecond() {
            return answered / seconds;
        }

        double refusedShare() {
            long calls = answered + refused;
            return calls == 0 ? 0 : refused / (double) calls;
        }
    }

    public static Optional<Finding> find(String dependency, List<Reading> steps) {
        List<Reading> readings = Load.rising(steps);
        Optional<Reading> first = readings.stream()
                .filter(step -> step.refused() >= REFUSED_MIN && step.refusedShare() >= REFUSED_SHARE_MIN)
                .findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        List<Reading> below = readings.subList(0, readings.indexOf(first.get())).stream()
                .filter(ThirdPartyLimit::answersAll)
                .toList();
        if (below.isEmpty() || !answersAll(readings.getFirst())) {
            return Optional.empty();
        }
        double limit =
                readings.stream().mapToDouble(Reading::answeredPerSecond).max().orElseThrow();
        return Optional.of(new Finding(
                FindingKind.THIRD_PARTY_LIMIT,
                dependency,
                String.format(
                        Locale.ROOT,
                        "%s refuses %.0f %% of the calls at %.0f requests/s and none at %.0f: it answers about %.0f calls/s at most.",
                        dependency,
                        100 * first.get().refusedShare(),
                        first.get().perSecond(),
                        below.getLast().perSecond(),
                        limit),
                readings.stream().map(ThirdPartyLimit::evidence).toList(),
                "Agree on a higher limit, call it less often, or let requests wait for it instead of failing."));
    }

    private static boolean answersAll(Reading step) {
        return step.refusedShare() <= REFUSED_SHARE_BELOW_MAX;
    }

    private static Evidence evidence(Reading reading) {
        return new Evidence(
                Load.row(reading),
                String.format(
                        Locale.ROOT,
                        "%.1f calls/s answered, %.0f %% refused",
                        reading.answeredPerSecond(),
                        100 * reading.refusedShare()));
    }
}
