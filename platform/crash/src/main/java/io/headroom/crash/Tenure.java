package io.headroom.crash;

import io.headroom.protection.database.Leases;
import io.headroom.protection.database.Leases.Lease;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A successor's lease, kept as every owner keeps its own: renewed with each heartbeat, and lost if that comes too late. */
final class Tenure implements AutoCloseable {
    private final Leases leases;
    private final Lease lease;
    private final ScheduledFuture<?> renewal;
    private volatile boolean held = true;

    Tenure(Leases leases, Lease lease, Duration heartbeat, ScheduledExecutorService heart) {
        this.leases = leases;
        this.lease = lease;
        this.renewal = heart.scheduleWithFixedDelay(
                this::renew, heartbeat.toNanos(), heartbeat.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void renew() {
        try {
            held = held && leases.renew(lease);
        } catch (RuntimeException databaseSilent) {
            // The next beat tries again; without one the lease runs out.
        }
    }

    /** The fencing number. */
    long epoch() {
        return lease.epoch();
    }

    /** If not, whoever has it now restores. */
    boolean isHeld() {
        return held;
    }

    @Override
    public void close() {
        renewal.cancel(false);
    }
}
