package io.headroom.platform.campaign;

import io.headroom.platform.lease.RunLeases;
import io.headroom.platform.protection.Protections;
import io.headroom.platform.run.Runs;
import io.headroom.protocol.run.RunView;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Takes over the runs of platforms that fell silent, and gives leases back that nobody needs any more. */
@ApplicationScoped
class TakeoverSweep {

    private static final Logger LOG = Logger.getLogger(TakeoverSweep.class);

    private final RunLeases leases;
    private final Protections protections;
    private final Runs runs;

    TakeoverSweep(RunLeases leases, Protections protections, Runs runs) {
        this.leases = leases;
        this.protections = protections;
        this.runs = runs;
    }

    @Scheduled(
            every = "{headroom.lease.sweep}",
            delayed = "{headroom.lease.renewal}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void takeOver() {
        for (String run : leases.takeExpired()) {
            if (runs.settleTaken(run)) {
                LOG.warnf(
                        "run %s was left by a platform that fell silent: its protections are restored now, and its environment is destroyed by whoever has its state",
                        run);
            }
        }
    }

    @Scheduled(every = "{headroom.lease.sweep}", concurrentExecution = ConcurrentExecution.SKIP)
    void giveBack() {
        for (String run : leases.held()) {
            if (isOver(run) && protections.open(run).isEmpty()) {
                leases.release(run);
            }
        }
    }

    private boolean isOver(String run) {
        return runs.find(run)
                .map(view -> view.state() == RunView.State.FINISHED)
                .orElse(false);
    }
}
