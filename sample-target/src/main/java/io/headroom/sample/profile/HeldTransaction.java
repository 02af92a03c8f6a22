package io.headroom.sample.profile;

import io.headroom.sample.defect.Defect;
import io.headroom.sample.gate.Pause;
import io.headroom.sample.instance.ActiveDefects;
import io.headroom.sample.instance.InstanceConfiguration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Waits within a transaction, for the defects that keep what a transaction holds for longer than it needs it.
 *
 * <p>{@code small-pool}: every operation keeps its connection for three quarters of its turn, so that two connections carry at most
 * 2 ÷ (3/4 × service time) operations/s. {@code lock-contention}: an update keeps its row's lock for half of its turn, so that one row takes at
 * most 2 ÷ service time updates/s, however many instances there are.
 */
@Singleton
final class HeldTransaction {

    private final Duration connection;
    private final Duration row;

    @Inject
    HeldTransaction(InstanceConfiguration instance, ActiveDefects defects) {
        Duration turn = instance.serviceTime();
        this.connection = defects.has(Defect.SMALL_POOL) ? turn.multipliedBy(3).dividedBy(4) : Duration.ZERO;
        this.row = defects.has(Defect.LOCK_CONTENTION) ? turn.dividedBy(2) : Duration.ZERO;
    }

    boolean locksRows() {
        return row.isPositive();
    }

    void keepRow() {
        Pause.of(row);
    }

    void keepConnection() {
        Pause.of(connection);
    }
}
