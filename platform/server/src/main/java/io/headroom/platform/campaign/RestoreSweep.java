package io.headroom.platform.campaign;

import io.headroom.platform.protection.Protections;
import io.headroom.platform.run.Runs;
import io.headroom.protocol.run.RunView;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Goes on restoring what a run that is over could not: for ever, and with an alarm each time. */
@ApplicationScoped
class RestoreSweep {

    private static final Logger LOG = Logger.getLogger(RestoreSweep.class);

    private final Protections protections;
    private final Runs runs;

    RestoreSweep(Protections protections, Runs runs) {
        this.protections = protections;
        this.runs = runs;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() throws InterruptedException {
        protections.sweep(this::lives, trouble -> LOG.errorf("still relaxed: %s", trouble));
    }

    private boolean lives(String run) {
        return runs.find(run).map(view -> view.state() == RunView.State.RUNNING).orElse(false);
    }
}
