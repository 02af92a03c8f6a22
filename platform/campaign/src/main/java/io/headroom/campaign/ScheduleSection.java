package io.headroom.campaign;

import io.headroom.campaign.schedule.Cron;
import io.headroom.campaign.schedule.MissedPolicy;
import io.headroom.campaign.schedule.OverlapPolicy;
import io.headroom.campaign.schedule.QuietWindow;
import io.headroom.campaign.schedule.Schedule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the schedule. */
final class ScheduleSection {

    private static final List<String> DAYS =
            Stream.of(DayOfWeek.values()).map(ScheduleSection::lower).toList();
    private static final List<String> MISSED =
            Stream.of(MissedPolicy.values()).map(ScheduleSection::lower).toList();
    private static final List<String> OVERLAP =
            Stream.of(OverlapPolicy.values()).map(ScheduleSection::lower).toList();

    /** Any moment will do: a schedule that never comes due after it never comes due at all, as days and months repeat. */
    private static final Instant ANY = Instant.parse("2000-01-01T00:00:00Z");

    private ScheduleSection() {}

    static Schedule read(Value section) {
        Keys keys = section.keys(List.of("cron", "zone", "quiet", "missed", "overlap"));
        Value cron = keys.required("cron");
        Schedule schedule = new Schedule(
                cron(cron),
                zone(keys.required("zone")),
                keys.optional("quiet").map(Value::items).orElse(List.of()).stream()
                        .map(ScheduleSection::quiet)
                        .toList(),
                MissedPolicy.valueOf(keys.optional("missed")
                        .map(value -> upper(value, MISSED))
                        .orElse("SKIP")),
                OverlapPolicy.valueOf(keys.optional("overlap")
                        .map(value -> upper(value, OVERLAP))
                        .orElse("SKIP")));
        if (schedule.next(ANY).isEmpty()) {
            throw cron.wrong(
                    schedule.quiet().isEmpty()
                            ? "%s '%s' never comes due: no month that it names has such a day"
                                    .formatted(cron.field(), cron.text())
                            : "%s '%s' never comes due outside the quiet windows".formatted(cron.field(), cron.text()));
        }
        return schedule;
    }

    private static Cron cron(Value value) {
        try {
            return Cron.parse(value.text());
        } catch (IllegalArgumentException wrong) {
            throw value.wrong("%s '%s': %s".formatted(value.field(), value.text(), wrong.getMessage()));
        }
    }

    private static ZoneId zone(Value value) {
        try {
            return ZoneId.of(value.text());
        } catch (DateTimeException unknown) {
            List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
            String hint = NearestName.hint(value.text(), zones);
            throw value.wrong("%s '%s' is not a time zone%s"
                    .formatted(
                            value.field(),
                            value.text(),
                            hint.startsWith(";") ? hint : ": give one such as Europe/Vienna"));
        }
    }

    private static QuietWindow quiet(Value value) {
        Keys keys = value.keys(List.of("days", "from", "to"));
        Set<DayOfWeek> days = keys.optional("days").map(Value::items).orElse(List.of()).stream()
                .map(day -> DayOfWeek.valueOf(upper(day, DAYS)))
                .collect(java.util.stream.Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
        Duration from = time(keys.required("from"));
        Duration to = time(keys.required("to"));
        if (from.equals(to) || from.equals(Duration.ofDays(1))) {
            throw value.wrong("%s lasts no time: give from and to such as 08:00 and 18:00".formatted(value.field()));
        }
        return new QuietWindow(days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days, from, to);
    }

    /** Since midnight, 24:00 included. */
    private static Duration time(Value value) {
        String given = value.text();
        if (!given.matches("([01]\\d|2[0-3]):[0-5]\\d|24:00")) {
            throw value.wrong("%s '%s' is not a time of day: give one from 00:00 to 24:00, in quotes"
                    .formatted(value.field(), given));
        }
        return Duration.ofHours(Integer.parseInt(given.substring(0, 2)))
                .plusMinutes(Integer.parseInt(given.substring(3)));
    }

    private static String upper(Value value, List<String> names) {
        return value.oneOf(names).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
