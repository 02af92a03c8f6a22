package io.headroom.nights;

import io.headroom.campaign.schedule.Cron;
import io.headroom.campaign.schedule.MissedPolicy;
import io.headroom.campaign.schedule.OverlapPolicy;
import io.headroom.campaign.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Nights at 02:00 in Vienna around a date on which the clock changes: that hour is left out in spring, and shown twice in autumn. */
enum Season {
    SPRING(LocalDate.of(2026, 3, 29)),
    AUTUMN(LocalDate.of(2026, 10, 25));

    static final Schedule SCHEDULE = new Schedule(
            Cron.parse("0 2 * * *"), ZoneId.of("Europe/Vienna"), List.of(), MissedPolicy.RUN_ONCE, OverlapPolicy.QUEUE);

    /** More nights than anybody asks for lie between this and the date. */
    private static final int DAYS_BEFORE_MAX = 20_000;

    private final LocalDate change;

    Season(LocalDate change) {
        this.change = change;
    }

    static Season of(String campaign) {
        return valueOf(campaign.toUpperCase(Locale.ROOT));
    }

    String campaign() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** When its schedule began to hold; what is longer ago than a week counts for nothing, so that it need not be told the count. */
    Instant since() {
        return change.minusDays(DAYS_BEFORE_MAX).atStartOfDay(SCHEDULE.zone()).toInstant();
    }

    /** By the calendar, not by the schedule: a time that is left out becomes 03:00, of two that are shown the first counts. */
    List<Instant> nights(int count) {
        return IntStream.range(0, count)
                .mapToObj(night -> change.plusDays(night - count / 2)
                        .atTime(LocalTime.of(2, 0))
                        .atZone(SCHEDULE.zone())
                        .toInstant())
                .toList();
    }
}
