package io.headroom.finding;

import io.headroom.finding.Finding.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An instance whose first requests take longer than its later ones. Answers are looked at in groups of {@value #GROUP}, by their medians: it is cold
 * until the first group that is less than {@value #FACTOR_MIN} times as slow as the later half of all, and found when that took
 * {@value #COLD_MIN} requests or more and {@value #MORE_MILLIS_MIN} ms each. The first requests of any fresh process are slow, and not worth a finding.
 */
public final class ColdStart {

    static final int GROUP = 20;
    static final int COLD_MIN = 80;
    static final double FACTOR_MIN = 1.5;
    static final double MORE_MILLIS_MIN = 20;

    private ColdStart() {}

    /** @param answerMillis of the instance's requests since its start, in their order */
    public static Optional<Finding> find(String instance, double[] answerMillis) {
        int groups = answerMillis.length / GROUP;
        double warm = median(answerMillis, answerMillis.length / 2, answerMillis.length);
        int cold = 0;
        while (cold < groups && isCold(median(answerMillis, cold * GROUP, (cold + 1) * GROUP), warm)) {
            cold++;
        }
        int requests = cold * GROUP;
        // Slow to the end is not cold: then the later half is no measure.
        if (requests < COLD_MIN || requests > answerMillis.length / 2) {
            return Optional.empty();
        }
        double first = median(answerMillis, 0, requests);
        return Optional.of(new Finding(
                FindingKind.COLD_START,
                instance,
                String.format(
                        Locale.ROOT,
                        "The first %d or so requests of %s take %.0f ms, later ones %.0f ms.",
                        requests,
                        instance,
                        first,
                        warm),
                List.of(
                        new Evidence("first " + requests, String.format(Locale.ROOT, "%.0f ms (median)", first)),
                        new Evidence("later half", String.format(Locale.ROOT, "%.0f ms (median)", warm))),
                "Warm an instance up before the balancer gives it requests, or let its share grow slowly."));
    }

    private static boolean isCold(double millis, double warm) {
        return millis >= FACTOR_MIN * warm && millis - warm >= MORE_MILLIS_MIN;
    }

    private static double median(double[] values, int from, int to) {
        if (from >= to) {
            return 0;
        }
        double[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
