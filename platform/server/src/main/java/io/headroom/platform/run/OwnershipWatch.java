package io.headroom.platform.run;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends here what another platform drives, or may. */
@ApplicationScoped
class OwnershipWatch {

    private final Runs runs;

    OwnershipWatch(Runs runs) {
        this.runs = runs;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        runs.heedOwnership();
    }
}
