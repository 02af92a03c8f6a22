package io.headroom.platform.campaign;

import io.headroom.platform.environment.Environments;
import io.headroom.platform.protection.Protections;
import io.headroom.platform.run.Runs;
import io.headroom.protocol.run.RunView;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Goes on restoring and destroying what a run that is over could not: for ever, and with an alarm each time. */
@ApplicationScoped
class LeftoverSweep {

    private static final Logger LOG = Logger.getLogger(LeftoverSweep.class);

    private final Protections protections;
    private final Environments environments;
    private final Runs runs;

    LeftoverSweep(Protections protections, Environments environments, Runs runs) {
        this.protections = protections;
        this.environments = environments;
        this.runs = runs;
    }

    @Scheduled(
            every = "{headroom.lease.sweep}",
            delayed = "{headroom.lease.sweep}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void restore() throws InterruptedException {
        protections.sweep(this::lives, trouble -> LOG.errorf("still relaxed: %s", trouble));
    }

    @Scheduled(every = "60s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void removeForgottenOpenings() throws InterruptedException {
        protections.sweepTargets(this::lives, trouble -> LOG.warnf("%s", trouble));
    }

    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    void destroy() throws InterruptedException {
        environments.sweep(this::lives, trouble -> LOG.errorf("still standing: %s", trouble));
    }

    /**
     * What a state or the database has forgotten. It asks neither: a run lives if this process drives it. Not while anything is measured, since the
     * look costs a process, which would be seen in the figures.
     */
    @Scheduled(every = "5m", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void destroyByTag() throws InterruptedException {
        if (runs.underWay().isEmpty()) {
            environments.sweepByTag(run -> runs.underWay().contains(run), trouble -> LOG.errorf("orphan: %s", trouble));
        }
    }

    private boolean lives(String run) {
        return runs.find(run).map(view -> view.state() == RunView.State.RUNNING).orElse(false);
    }
}
