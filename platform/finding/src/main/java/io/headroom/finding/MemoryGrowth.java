package io.headroom.finding;

import io.headroom.finding.Finding.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Memory that an instance keeps for each request. Found when what is left after garbage collection grows with the number of requests served, with
 * 97.5 % confidence, by {@value #GROWTH_MIB_MIN} MiB or more, and in the later half at least {@value #LATER_SHARE_MIN} times as fast as in the whole:
 * caches and pools that fill up grow too, and then stop.
 */
public final class MemoryGrowth {

    static final double GROWTH_MIB_MIN = 16;
    static final double LATER_SHARE_MIN = 0.5;
    private static final int READINGS_MIN = 7;
    private static final double MIB = 1 << 20;

    private MemoryGrowth() {}

    /**
     * @param requests that the instance has served since its start
     * @param bytes of its heap that the last garbage collection left
     */
    public record Reading(long requests, long bytes) {}

    /**
     * @param readings in the order of time
     * @param limitBytes what the heap may grow to
     */
    public static Optional<Finding> find(String instance, List<Reading> readings, long limitBytes) {
        if (readings.size() < READINGS_MIN) {
            return Optional.empty();
        }
        Growth whole = growth(readings);
        Growth later = growth(readings.subList(readings.size() / 2, readings.size()));
        long requests = readings.getLast().requests() - readings.getFirst().requests();
        if (!(whole.slopeLower() > 0)
                || whole.slope() * requests < GROWTH_MIB_MIN * MIB
                || later.slope() < LATER_SHARE_MIN * whole.slope()) {
            return Optional.empty();
        }
        long left = Math.max(0, Math.round((limitBytes - readings.getLast().bytes()) / whole.slope()));
        return Optional.of(new Finding(
                FindingKind.MEMORY_GROWTH,
                instance,
                String.format(
                        Locale.ROOT,
                        "%s keeps about %.1f KiB for each request: %.0f MiB after %d requests, and no room for more after another %d.",
                        instance,
                        whole.slope() / 1024,
                        readings.getLast().bytes() / MIB,
                        readings.getLast().requests(),
                        left),
                readings.stream().map(MemoryGrowth::evidence).toList(),
                "Look at a heap dump for what grows with requests; give caches a bound."));
    }

    private static Growth growth(List<Reading> readings) {
        return Growth.of(
                readings.stream().mapToDouble(Reading::requests).toArray(),
                readings.stream().mapToDouble(Reading::bytes).toArray());
    }

    private static Evidence evidence(Reading reading) {
        return new Evidence(
                reading.requests() + " requests", String.format(Locale.ROOT, "%.1f MiB", reading.bytes() / MIB));
    }
}
