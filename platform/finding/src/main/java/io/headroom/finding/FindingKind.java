package io.headroom.finding;

import java.util.Locale;

/** What kind of cause it is. */
public enum FindingKind {
    POOL_WAIT,
    CONNECTION_SLOTS,
    LOCK_CONTENTION,
    DEPENDENCY_SLOWS,
    THIRD_PARTY_LIMIT,
    RETRY_AMPLIFICATION,
    MEMORY_GROWTH,
    UNEVEN_BALANCING,
    SLOW_INSTANCE,
    COLD_START,
    GROWS_WITH_DATA;

    /** As it stands in documents, for example {@code pool-wait}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
