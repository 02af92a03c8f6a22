package io.headroom.platform.schedule;

import io.headroom.campaign.night.NightLedger;
import io.headroom.campaign.night.Nightfall;
import io.headroom.platform.run.Runs;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Looks after every campaign's schedule. */
@ApplicationScoped
class NightWatch {

    private static final Logger LOG = Logger.getLogger(NightWatch.class);

    private final Campaigns campaigns;
    private final NightLedger ledger;
    private final Runs runs;
    private final Clock clock;

    NightWatch(Campaigns campaigns, NightLedger ledger, Runs runs, Clock clock) {
        this.campaigns = campaigns;
        this.ledger = ledger;
        this.runs = runs;
        this.clock = clock;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            campaigns.all().forEach(this::look);
        } catch (RuntimeException lost) {
            LOG.warnf("the schedules could not be looked at: %s", lost.getMessage());
        }
    }

    private void look(AppliedCampaign applied) {
        String name = applied.campaign().name();
        try {
            applied.campaign()
                    .schedule()
                    .ifPresent(
                            schedule -> new Nightfall(ledger, runs::newName, night -> campaigns.attempt(night, applied))
                                    .look(name, schedule, applied.applied(), clock.instant()));
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "campaign %s: its night could not be started", name);
        }
    }
}
