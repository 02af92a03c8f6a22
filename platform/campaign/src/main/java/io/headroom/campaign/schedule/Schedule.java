package io.headroom.campaign.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/**
 * When a campaign comes due.
 *
 * <p>A time of day means what a clock on the wall of the zone shows. Where the clock goes forward over it, it counts as the first moment after the gap;
 * where it goes back, so that it is shown twice, the first showing counts. What falls into a quiet window is left out; it is not missed.
 */
public record Schedule(Cron cron, ZoneId zone, List<QuietWindow> quiet, MissedPolicy missed, OverlapPolicy overlap) {

    /** What starts within it after its time is on time: platforms look every few seconds, and may just be restarting. */
    public static final Duration GRACE = Duration.ofMinutes(5);

    /** Nights longer ago than this are forgotten. */
    public static final Duration LOOK_BACK = Duration.ofDays(7);

    private static final int YEARS_MAX = 8;

    /** The first moment after another at which it comes due; empty if there is none. */
    public Optional<Instant> next(Instant after) {
        LocalDateTime from = LocalDateTime.ofInstant(after, zone);
        LocalDateTime last = from.plusYears(YEARS_MAX);
        while (from.isBefore(last)) {
            Optional<LocalDateTime> shown = cron.after(from);
            if (shown.isEmpty()) {
                return Optional.empty();
            }
            Instant due = moment(shown.get());
            Optional<LocalDateTime> quietUntil = quietUntil(LocalDateTime.ofInstant(due, zone));
            if (quietUntil.isEmpty() && due.isAfter(after)) {
                return Optional.of(due);
            }
            from = quietUntil.map(end -> end.minusMinutes(1)).orElse(shown.get());
        }
        return Optional.empty();
    }

    /** The last moment after {@code since} and not after {@code now} at which it came due, and how many came before it. */
    public Optional<Night> latest(Instant since, Instant now) {
        Instant oldest = now.minus(LOOK_BACK);
        Optional<Instant> due = next(since.isBefore(oldest) ? oldest : since);
        Optional<Night> latest = Optional.empty();
        for (int before = 0; due.isPresent() && !due.get().isAfter(now); before++) {
            boolean late = Duration.between(due.get(), now).compareTo(GRACE) > 0;
            latest = Optional.of(new Night(due.get(), late, before));
            due = next(due.get());
        }
        return latest;
    }

    /**
     * A time at which a campaign came due.
     *
     * @param late whether it was noticed too late to be on time
     * @param before how many came due before it that nobody noticed
     */
    public record Night(Instant due, boolean late, int before) {}

    private Instant moment(LocalDateTime shown) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(shown);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : shown.toInstant(zone.getRules().getValidOffsets(shown).getFirst());
    }

    private Optional<LocalDateTime> quietUntil(LocalDateTime moment) {
        return quiet.stream()
                .flatMap(window -> window.endAround(moment).stream())
                .max(LocalDateTime::compareTo);
    }
}
