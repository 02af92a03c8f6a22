package io.headroom.finding;

import io.headroom.finding.Finding.Evidence;
import java.util.List;
import java.util.Locale;

/**
 * What one of several instances did in the same load step.
 *
 * @param requests that it got
 * @param meanMillis of its answers
 */
public record InstanceShare(String instance, long requests, double meanMillis) {

    /** Requests in flight at it, by Little's law, in an arbitrary unit that all of one step share. */
    double inFlight() {
        return requests * meanMillis;
    }

    static long requests(List<InstanceShare> shares) {
        return shares.stream().mapToLong(InstanceShare::requests).sum();
    }

    /** Of all but one. */
    static double slowestMillisBeside(InstanceShare one, List<InstanceShare> shares) {
        return shares.stream()
                .filter(share -> share != one)
                .mapToDouble(InstanceShare::meanMillis)
                .max()
                .orElseThrow();
    }

    static List<Evidence> evidence(List<InstanceShare> shares) {
        double all = requests(shares);
        return shares.stream()
                .map(share -> new Evidence(
                        share.instance(),
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of the requests, %.1f ms in the mean",
                                100 * share.requests() / all,
                                share.meanMillis())))
                .toList();
    }
}
