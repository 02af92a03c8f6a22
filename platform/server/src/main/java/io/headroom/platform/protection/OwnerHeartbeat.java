package io.headroom.platform.protection;

import io.headroom.platform.home.Installation;
import io.headroom.platform.lease.RunLeases;
import io.headroom.protection.guard.Heartbeat;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells the guard that this platform lives and renews its leases; after 30 s without it the guard restores what is relaxed.
 */
@ApplicationScoped
class OwnerHeartbeat {

    private final RunLeases leases;
    private final Heartbeat heartbeat;

    OwnerHeartbeat(Installation installation, RunLeases leases) {
        this.leases = leases;
        this.heartbeat = new Heartbeat(Protections.journal(installation));
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void beat() {
        if (leases.isCurrent()) {
            heartbeat.beat();
        }
    }
}
