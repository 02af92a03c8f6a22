package io.headroom.bench.defect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A defect of the sample, what a run is to find, and the stages that suffice to see it. */
public enum SampleDefect {
    N_PLUS_ONE("n-plus-one", "explore"),
    REPEATED_CALL("redundant-call", "explore"),
    SERIAL_CALLS("serial-calls", "explore"),
    UNBOUNDED_SEARCH("grows-with-data", "explore"),
    SMALL_POOL("pool-wait", "explore"),
    CONNECTION_SLOTS("connection-slots", "explore"),
    LOCK_CONTENTION("lock-contention", "explore"),
    SHARED_LOCK("lock-contention", "explore,extrapolate"),
    SLOW_THIRD_PARTY("dependency-slows", "explore"),
    THIRD_PARTY_LIMIT("third-party-limit", "explore"),
    RETRY_STORM("retry-amplification", "explore"),
    MEMORY_LEAK("memory-growth", "explore"),
    SLOW_INSTANCE("slow-instance", "explore,extrapolate"),
    UNEVEN_BALANCING("uneven-balancing", "explore,extrapolate"),
    FAR_ZONE("extrapolation-rejected", "explore,extrapolate"),
    COLD_START("cold-start", "explore,assess");

    /** Without a defect everything is measured: nothing may be found in any of it. */
    static final String EVERY_STAGE = "explore,extrapolate,stress,assess";

    private final String finding;
    private final String stages;

    SampleDefect(String finding, String stages) {
        this.finding = finding;
        this.stages = stages;
    }

    /** As the demo takes it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String finding() {
        return finding;
    }

    String stages() {
        return stages;
    }

    public static Optional<SampleDefect> of(String id) {
        return Arrays.stream(values()).filter(defect -> defect.id().equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(SampleDefect::id).toList();
    }
}
