package io.headroom.finding;

import io.headroom.finding.Finding.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An operation whose large answers become larger as records are added. Found when the 95th percentile of their size grows with the number of records,
 * with 97.5 % confidence, to {@value #FACTOR_MIN} times what it was, and in the later half at least {@value #LATER_SHARE_MIN} times as fast as in the
 * whole: pages that fill up grow until they are full.
 */
public final class GrowsWithData {

    static final double FACTOR_MIN = 1.5;
    static final double LATER_SHARE_MIN = 0.5;
    private static final int READINGS_MIN = 8;

    private GrowsWithData() {}

    /**
     * @param records that there were
     * @param bytesP95 95th percentile of the answers' sizes
     */
    public record Reading(long records, double bytesP95) {}

    /** @param readings in the order of time */
    public static Optional<Finding> find(String operation, List<Reading> readings) {
        if (readings.size() < READINGS_MIN) {
            return Optional.empty();
        }
        Growth whole = growth(readings);
        Growth later = growth(readings.subList(readings.size() / 2, readings.size()));
        Reading first = readings.getFirst();
        Reading last = readings.getLast();
        if (!(whole.slopeLower() > 0)
                || last.bytesP95() < FACTOR_MIN * first.bytesP95()
                || later.slope() < LATER_SHARE_MIN * whole.slope()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                FindingKind.GROWS_WITH_DATA,
                operation,
                String.format(
                        Locale.ROOT,
                        "Large answers of %s grew from %.0f to %.0f bytes while records grew from %d to %d.",
                        operation,
                        first.bytesP95(),
                        last.bytesP95(),
                        first.records(),
                        last.records()),
                readings.stream().map(GrowsWithData::evidence).toList(),
                "Answer by pages of a fixed size."));
    }

    private static Growth growth(List<Reading> readings) {
        return Growth.of(
                readings.stream().mapToDouble(Reading::records).toArray(),
                readings.stream().mapToDouble(Reading::bytesP95).toArray());
    }

    private static Evidence evidence(Reading reading) {
        return new Evidence(
                reading.records() + " records", String.format(Locale.ROOT, "%.0f bytes", reading.bytesP95()));
    }
}
