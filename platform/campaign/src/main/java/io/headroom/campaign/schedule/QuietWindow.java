package io.headroom.campaign.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When nothing may start, in the schedule's zone.
 *
 * @param days on which it begins
 * @param from since midnight; belongs to it
 * @param to since midnight, does not belong to it; not after {@code from}: on the day after
 */
public record QuietWindow(Set<DayOfWeek> days, Duration from, Duration to) {

    /** When a window that the moment lies in ends; empty if it lies in none. */
    Optional<LocalDateTime> endAround(LocalDateTime moment) {
        return Stream.of(moment.toLocalDate().minusDays(1), moment.toLocalDate())
                .filter(day -> days.contains(day.getDayOfWeek()))
                .filter(day -> !moment.isBefore(day.atStartOfDay().plus(from)) && moment.isBefore(end(day)))
                .map(this::end)
                .max(LocalDateTime::compareTo);
    }

    private LocalDateTime end(LocalDate day) {
        LocalDate last = to.compareTo(from) > 0 ? day : day.plusDays(1);
        return last.atStartOfDay().plus(to);
    }
}
