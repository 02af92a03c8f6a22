package io.headroom.finding;

import java.util.Locale;

/** What kind of cause it is. */
public enum FindingKind {
    N_PLUS_ONE(Severity.MEDIUM),
    REDUNDANT_CALL(Severity.MEDIUM),
    SERIAL_CALLS(Severity.LOW),
    POOL_WAIT(Severity.HIGH),
    CONNECTION_SLOTS(Severity.HIGH),
    LOCK_CONTENTION(Severity.HIGH),
    DEPENDENCY_SLOWS(Severity.MEDIUM),
    THIRD_PARTY_LIMIT(Severity.HIGH),
    RETRY_AMPLIFICATION(Severity.HIGH),
    MEMORY_GROWTH(Severity.HIGH),
    UNEVEN_BALANCING(Severity.MEDIUM),
    SLOW_INSTANCE(Severity.MEDIUM),
    COLD_START(Severity.LOW),
    GROWS_WITH_DATA(Severity.MEDIUM),
    EXTRAPOLATION_REJECTED(Severity.HIGH);

    private final Severity severity;

    FindingKind(Severity severity) {
        this.severity = severity;
    }

    /** How much one of its kind usually matters; figures of the case may say otherwise. */
    public Severity severity() {
        return severity;
    }

    /** As it stands in documents, for example {@code pool-wait}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How much a finding matters: high ones fail users or a night sooner or later, low ones are for when there is time. */
    public enum Severity {
        HIGH,
        MEDIUM,
        LOW;

        /** As it stands in documents. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
