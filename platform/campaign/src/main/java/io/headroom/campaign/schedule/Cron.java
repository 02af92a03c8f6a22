package io.headroom.campaign.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;

/**
 * Times of day on the calendar, written as crontab(5) has it: minute, hour, day of the month, month, day of the week. Where both kinds of days are
 * restricted, either suffices. It knows no time zone.
 */
public final class Cron {

    /** The longest that the calendar can keep one waiting: from one 29 February to the next around a century. */
    private static final int YEARS_MAX = 8;

    private static final int FIELDS = 5;
    private static final int DAYS_OF_WEEK = 7;

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean eitherDay;

    private Cron(String text, String[] fields) {
        this.text = text;
        this.minutes = CronField.MINUTE.parse(fields[0]);
        this.hours = CronField.HOUR.parse(fields[1]);
        this.days = CronField.DAY.parse(fields[2]);
        this.months = CronField.MONTH.parse(fields[3]);
        this.weekdays = CronField.WEEKDAY.parse(fields[4]);
        this.eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /** @throws IllegalArgumentException with what is wrong, in words for its author */
    public static Cron parse(String text) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(
                    "it has %d fields, not 5: give minute, hour, day, month and weekday such as 0 2 * * *"
                            .formatted(fields.length));
        }
        return new Cron(text.strip(), fields);
    }

    /** The first time after another; empty if it never comes. */
    Optional<LocalDateTime> after(LocalDateTime other) {
        LocalDateTime from = other.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate last = from.toLocalDate().plusYears(YEARS_MAX);
        Optional<LocalTime> today = isDay(from.toLocalDate()) ? timeFrom(from.toLocalTime()) : Optional.empty();
        if (today.isPresent()) {
            return today.map(from.toLocalDate()::atTime);
        }
        return from.toLocalDate()
                .plusDays(1)
                .datesUntil(last.plusDays(1))
                .filter(this::isDay)
                .findFirst()
                .flatMap(day -> timeFrom(LocalTime.MIDNIGHT).map(day::atTime));
    }

    private boolean isDay(LocalDate date) {
        boolean byMonth = days.get(date.getDayOfMonth());
        boolean byWeek = weekdays.get(date.getDayOfWeek().getValue() % DAYS_OF_WEEK);
        return months.get(date.getMonthValue()) && (eitherDay ? byMonth || byWeek : byMonth && byWeek);
    }

    private Optional<LocalTime> timeFrom(LocalTime from) {
        for (int hour = hours.nextSetBit(from.getHour()); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            int minute = minutes.nextSetBit(hour == from.getHour() ? from.getMinute() : 0);
            if (minute >= 0) {
                return Optional.of(LocalTime.of(hour, minute));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
