package io.headroom.platform.schedule;

import io.headroom.campaign.Campaign;
import io.headroom.campaign.CampaignFile;
import io.headroom.campaign.MalformedCampaign;
import io.headroom.campaign.night.NightLedger;
import io.headroom.campaign.night.NightLedger.Entry;
import io.headroom.campaign.night.NightLedger.Outcome;
import io.headroom.campaign.schedule.OverlapPolicy;
import io.headroom.campaign.schedule.Schedule;
import io.headroom.platform.run.RunPlan;
import io.headroom.platform.run.Runs;
import io.headroom.platform.schedule.CampaignStore.Kept;
import io.headroom.protocol.campaign.CampaignOrder;
import io.headroom.protocol.run.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The campaigns that hold: applied from files, started by hand or by their schedules. */
@ApplicationScoped
class Campaigns {

    private static final Logger LOG = Logger.getLogger(Campaigns.class);

    private static final int NIGHTS_ASKED = 50;
    private static final int EARLIER_LOOKED_AT = 5;

    private final CampaignStore store;
    private final NightLedger ledger;
    private final Runs runs;
    private final Clock clock;

    Campaigns(CampaignStore store, NightLedger ledger, Runs runs, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Has it hold from now on.
     *
     * @throws MalformedCampaign if the file says what cannot be
     * @throws RunPlan.InvalidRequest if it cannot become a run, as does {@link RunPlan.Unable}
     */
    AppliedCampaign apply(CampaignOrder order) {
        Path file = Path.of(order.file());
        Campaign campaign = CampaignFile.read(order.content(), file);
        AppliedCampaign applied =
                new AppliedCampaign(campaign, file, clock.instant().truncatedTo(ChronoUnit.MICROS));
        runs.check(applied.request());
        store.apply(new Kept(campaign.name(), order.file(), order.content(), applied.applied()));
        return find(campaign.name()).orElse(applied);
    }

    Optional<AppliedCampaign> find(String name) {
        return store.find(name).map(Campaigns::read);
    }

    List<AppliedCampaign> all() {
        return store.all().stream().map(Campaigns::read).toList();
    }

    /** It could be read when it was applied; whether what it names is still there is seen when a run begins. */
    private static AppliedCampaign read(Kept kept) {
        return new AppliedCampaign(
                CampaignFile.read(kept.content(), kept.file()), Path.of(kept.file()), kept.applied());
    }

    /** Newest first. */
    List<Entry> nights(String campaign) {
        return ledger.newest(campaign, NIGHTS_ASKED);
    }

    /** @throws Runs.Busy if another run is under way */
    RunView start(AppliedCampaign applied) {
        RunView run = runs.start(applied.request());
        ledger.note(new Entry(
                applied.campaign().name(),
                run.created(),
                false,
                run.id(),
                NightLedger.State.STARTED,
                Optional.empty()));
        return run;
    }

    /** Starts a night's run. One that a platform started before it died is not started again. */
    Outcome attempt(Entry night, AppliedCampaign applied) {
        if (runs.find(night.run()).isPresent()) {
            return new Outcome.Started();
        }
        List<String> underWay = underWay(applied);
        if (!underWay.isEmpty()) {
            return behind(underWay, applied);
        }
        try {
            runs.start(applied.request(), night.run());
            return new Outcome.Started();
        } catch (Runs.Busy another) {
            return new Outcome.Waits();
        } catch (RunPlan.InvalidRequest | RunPlan.Unable impossible) {
            LOG.errorf(
                    "campaign %s: the night of %s has no run: %s",
                    night.campaign(), night.due(), impossible.getMessage());
            return new Outcome.Failed(String.valueOf(impossible.getMessage()));
        }
    }

    /** What this platform drives, and runs of the campaign that another does. */
    private List<String> underWay(AppliedCampaign applied) {
        Stream<String> own = nights(applied.campaign().name()).stream()
                .filter(earlier -> earlier.state() == NightLedger.State.STARTED)
                .limit(EARLIER_LOOKED_AT)
                .map(Entry::run)
                .filter(run -> runs.find(run)
                        .filter(view -> view.state() == RunView.State.RUNNING)
                        .isPresent());
        return Stream.concat(own, runs.underWay().stream()).distinct().toList();
    }

    private Outcome behind(List<String> underWay, AppliedCampaign applied) {
        boolean own = nights(applied.campaign().name()).stream()
                .anyMatch(earlier -> earlier.state() == NightLedger.State.STARTED && underWay.contains(earlier.run()));
        boolean skips = applied.campaign()
                .schedule()
                .map(Schedule::overlap)
                .filter(OverlapPolicy.SKIP::equals)
                .isPresent();
        return own && skips
                ? new Outcome.Skipped("run " + underWay.getFirst() + " of this campaign was under way")
                : new Outcome.Waits();
    }
}
