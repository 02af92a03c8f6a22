package io.headroom.campaign.night;

import io.headroom.campaign.night.NightLedger.Entry;
import io.headroom.campaign.night.NightLedger.Start;
import io.headroom.campaign.night.NightLedger.State;
import io.headroom.campaign.schedule.MissedPolicy;
import io.headroom.campaign.schedule.Schedule;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** One look at one campaign: what came due is noted, and what is due is started. Any number of platforms may look at the same time. */
public final class Nightfall {

    private final NightLedger ledger;
    private final Supplier<String> runNames;
    private final Start start;

    /** @param runNames names that no run has had */
    public Nightfall(NightLedger ledger, Supplier<String> runNames, Start start) {
        this.ledger = ledger;
        this.runNames = runNames;
        this.start = start;
    }

    /** @param since when the schedule began to hold */
    public void look(String campaign, Schedule schedule, Instant since, Instant now) {
        Instant known = ledger.latest(campaign).filter(since::isBefore).orElse(since);
        schedule.latest(known, now).ifPresent(night -> ledger.note(entry(campaign, schedule, night)));
        ledger.settle(campaign, start);
    }

    private Entry entry(String campaign, Schedule schedule, Schedule.Night night) {
        boolean missed = night.late() && schedule.missed() == MissedPolicy.SKIP;
        return new Entry(
                campaign,
                night.due(),
                true,
                runNames.get(),
                missed ? State.MISSED : State.DUE,
                missed ? Optional.of("no platform was there in time") : Optional.empty());
    }
}
