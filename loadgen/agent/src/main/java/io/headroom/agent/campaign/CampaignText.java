package io.headroom.agent.campaign;

import io.headroom.agent.terminal.Table;
import io.headroom.protocol.campaign.CampaignView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Campaigns in lines for people. */
public final class CampaignText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm VV", Locale.ROOT);

    private CampaignText() {}

    public static List<String> list(List<CampaignView> campaigns) {
        if (campaigns.isEmpty()) {
            return List.of("There is no campaign: './headroom campaign apply FILE' makes one.");
        }
        var table = new Table(0).row("campaign", "service", "next", "last", "");
        campaigns.forEach(one -> table.row(
                one.name(),
                one.service(),
                one.next().isEmpty() ? "by hand" : time(one.next().getFirst(), one.zone()),
                one.nights().isEmpty() ? "-" : time(one.nights().getFirst().due(), one.zone()),
                one.nights().isEmpty() ? "" : state(one.nights().getFirst())));
        return table.lines();
    }

    public static List<String> applied(CampaignView campaign) {
        List<String> lines = new ArrayList<>();
        lines.add("campaign %s holds, from %s".formatted(campaign.name(), campaign.file()));
        if (campaign.next().isEmpty()) {
            lines.add("  it has no schedule: './headroom campaign start %s' starts it".formatted(campaign.name()));
        }
        campaign.next().forEach(due -> lines.add("  due " + time(due, campaign.zone())));
        return lines;
    }

    private static String state(CampaignView.Night night) {
        String what = night.run() == null ? night.state() : "run " + night.run();
        return night.reason() == null ? what : what + ": " + night.reason();
    }

    private static String time(Instant moment, @Nullable String zone) {
        return TIME.format(moment.atZone(ZoneId.of(zone == null ? "UTC" : zone)));
    }
}
