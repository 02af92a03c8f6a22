package io.headroom.finding;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Words and orders that detectors share about readings of load steps. */
interface Load {

    /** Requests/s that the load step completed. */
    double perSecond();

    /** From the least load to the most. */
    static <R extends Load> List<R> rising(List<R> readings) {
        return readings.stream()
                .sorted(Comparator.comparingDouble(Load::perSecond))
                .toList();
    }

    static double[] rates(List<? extends Load> readings) {
        return readings.stream().mapToDouble(Load::perSecond).toArray();
    }

    /** A row of evidence for each. */
    static String row(Load reading) {
        return String.format(Locale.ROOT, "%.0f requests/s", reading.perSecond());
    }
}
