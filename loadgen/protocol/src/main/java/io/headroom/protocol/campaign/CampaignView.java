package io.headroom.protocol.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it stands now.
 *
 * @param file where it was read
 * @param applied when
 * @param cron its schedule; absent if it has none, as is {@code zone}
 * @param next when it comes due, at most five times
 * @param gate what passes
 * @param nights newest first, at most 50
 */
public record CampaignView(
        String name,
        String service,
        String file,
        Instant applied,
        @Nullable String cron,
        @Nullable String zone,
        List<Instant> next,
        Gate gate,
        List<Night> nights) {

    /**
     * @param regression whether less capacity than on the nights before fails
     * @param minimum what one instance must carry, in requests/s; absent: whatever it is
     */
    public record Gate(boolean regression, @Nullable Double minimum) {}

    /**
     * @param due when it came due
     * @param scheduled by the schedule; otherwise somebody asked for it
     * @param state due, started, missed, skipped or failed
     * @param run its run; absent if there is none
     * @param reason why there is none
     */
    public record Night(
            Instant due,
            boolean scheduled,
            String state,
            @Nullable String run,
            @Nullable String reason) {}
}
