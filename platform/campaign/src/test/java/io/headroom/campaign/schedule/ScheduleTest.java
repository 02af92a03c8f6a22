package io.headroom.campaign.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When nights come due: on clocks that go forward and back, outside quiet windows, and after a while without a platform. */
class ScheduleTest {

    /** Zone, cron, a moment, and the three times after it at which it comes due (UTC). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # an ordinary night
            Europe/Vienna       | 0 2 * * *    | 2026-01-10T00:00:00Z | 2026-01-10T01:00Z 2026-01-11T01:00Z 2026-01-12T01:00Z
            # 29 March 2026, 02:00 -> 03:00: the gap's end counts, once
            Europe/Vienna       | 0 2 * * *    | 2026-03-28T02:00:00Z | 2026-03-29T01:00Z 2026-03-30T00:00Z 2026-03-31T00:00Z
            Europe/Vienna       | 30 2 * * *   | 2026-03-28T02:00:00Z | 2026-03-29T01:00Z 2026-03-30T00:30Z 2026-03-31T00:30Z
            Europe/Vienna       | 30 2,3 * * * | 2026-03-29T00:00:00Z | 2026-03-29T01:00Z 2026-03-29T01:30Z 2026-03-30T00:30Z
            Europe/Vienna       | 0,20 2-3 * * * | 2026-03-29T00:00:00Z | 2026-03-29T01:00Z 2026-03-29T01:20Z 2026-03-30T00:00Z
            # 25 October 2026, 03:00 -> 02:00: 02:30 is shown twice, the first counts
            Europe/Vienna       | 30 2 * * *   | 2026-10-24T12:00:00Z | 2026-10-25T00:30Z 2026-10-26T01:30Z 2026-10-27T01:30Z
            Europe/Vienna       | 30 2 * * *   | 2026-10-25T00:30:00Z | 2026-10-26T01:30Z 2026-10-27T01:30Z 2026-10-28T01:30Z
            Europe/Vienna       | 30 2 * * *   | 2026-10-25T01:10:00Z | 2026-10-26T01:30Z 2026-10-27T01:30Z 2026-10-28T01:30Z
            # 8 March and 1 November 2026
            America/New_York    | 15 2 * * *   | 2026-03-07T12:00:00Z | 2026-03-08T07:00Z 2026-03-09T06:15Z 2026-03-10T06:15Z
            America/New_York    | 15 1 * * *   | 2026-10-31T12:00:00Z | 2026-11-01T05:15Z 2026-11-02T06:15Z 2026-11-03T06:15Z
            America/New_York    | 15 1 * * *   | 2026-11-01T05:30:00Z | 2026-11-02T06:15Z 2026-11-03T06:15Z 2026-11-04T06:15Z
            # half an hour: 4 October 2026, 02:00 -> 02:30; 5 April 2026, 02:00 -> 01:30
            Australia/Lord_Howe | 15 2 * * *   | 2026-10-03T12:00:00Z | 2026-10-03T15:30Z 2026-10-04T15:15Z 2026-10-05T15:15Z
            Australia/Lord_Howe | 45 1 * * *   | 2026-04-04T12:00:00Z | 2026-04-04T14:45Z 2026-04-05T15:15Z 2026-04-06T15:15Z
            Australia/Lord_Howe | 45 1 * * *   | 2026-04-04T14:50:00Z | 2026-04-05T15:15Z 2026-04-06T15:15Z 2026-04-07T15:15Z
            # a day that the calendar of the place left out
            Pacific/Apia        | 0 2 30 12 *  | 2011-12-01T00:00:00Z | 2011-12-30T10:00Z 2012-12-29T12:00Z 2013-12-29T12:00Z
            # 29 February, around a century that has none
            UTC                 | 0 0 29 2 *   | 2096-03-01T00:00:00Z | 2104-02-29T00:00Z 2108-02-29T00:00Z 2112-02-29T00:00Z
            # either kind of day, as crontab(5) has it; Sunday is 0 and 7
            UTC                 | 0 0 13 * fri | 2026-11-01T00:00:00Z | 2026-11-06T00:00Z 2026-11-13T00:00Z 2026-11-20T00:00Z
            UTC                 | 0 0 * * 7    | 2026-11-01T00:00:00Z | 2026-11-08T00:00Z 2026-11-15T00:00Z 2026-11-22T00:00Z
            """)
    void comesDue(String zone, String cron, Instant after, String expected) {
        Schedule schedule = schedule(zone, cron);
        List<String> due = new ArrayList<>();
        Instant at = after;
        for (int night = 0; night < 3; night++) {
            at = schedule.next(at).orElseThrow();
            due.add(at.atOffset(ZoneOffset.UTC).toString());
        }
        assertThat(due).containsExactly(expected.split(" "));
    }

    @Test
    void aYearOfNights_hasOnePerDate_whereverItIs() {
        for (String zone : List.of("Europe/Vienna", "America/New_York", "Australia/Lord_Howe")) {
            for (int hour = 0; hour < 4; hour++) {
                Schedule schedule = schedule(zone, "30 " + hour + " * * *");
                Instant end = LocalDateTime.parse("2027-01-01T00:00")
                        .atZone(ZoneId.of(zone))
                        .toInstant();
                Instant at = LocalDateTime.parse("2026-01-01T00:00")
                        .atZone(ZoneId.of(zone))
                        .toInstant();
                int nights = 0;
                for (at = schedule.next(at).orElseThrow();
                        at.isBefore(end);
                        at = schedule.next(at).orElseThrow()) {
                    nights++;
                }
                assertThat(nights).as(zone + " at " + hour).isEqualTo(365);
            }
        }
    }

    @RepeatedTest(50)
    void withoutZones_itAgreesWithAnotherReaderOfCronExpressions(org.junit.jupiter.api.RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        boolean byWeek = random.nextBoolean();
        String cron = "%s %s %s %s %s"
                .formatted(
                        field(random, 0, 59),
                        field(random, 0, 23),
                        byWeek ? "*" : field(random, 1, 28),
                        field(random, 1, 12),
                        byWeek ? field(random, 0, 6) : "*");
        ExecutionTime other = ExecutionTime.forCron(
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(cron));
        Instant at = Instant.parse("2026-02-27T22:13:00Z").plus(Duration.ofHours(random.nextInt(9000)));
        for (int night = 0; night < 20; night++) {
            Instant expected =
                    other.nextExecution(at.atZone(ZoneOffset.UTC)).orElseThrow().toInstant();
            at = schedule("UTC", cron).next(at).orElseThrow();
            assertThat(at).as(cron).isEqualTo(expected);
        }
    }

    private static String field(Random random, int least, int most) {
        int first = least + random.nextInt(most - least);
        int last = first + random.nextInt(most - first + 1);
        return switch (random.nextInt(5)) {
            case 0 -> "*";
            case 1 -> "*/" + (1 + random.nextInt(most - least));
            case 2 -> first + "-" + last;
            case 3 -> first + "," + last;
            default -> Integer.toString(first);
        };
    }

    @Test
    void whatFallsIntoAQuietWindow_isLeftOut() {
        Schedule weekdays = quiet("0 2 * * *", EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), "00:00", "24:00");
        assertThat(weekdays.next(Instant.parse("2026-11-27T03:00:00Z")))
                .contains(Instant.parse("2026-11-30T02:00:00Z"));

        Schedule outsideTheDay = quiet("0 * * * *", EnumSet.allOf(DayOfWeek.class), "06:00", "22:00");
        assertThat(outsideTheDay.next(Instant.parse("2026-11-27T05:00:00Z")))
                .contains(Instant.parse("2026-11-27T22:00:00Z"));

        Schedule overMidnight = quiet("30 * * * *", EnumSet.of(DayOfWeek.FRIDAY), "22:00", "06:00");
        assertThat(overMidnight.next(Instant.parse("2026-11-27T21:30:00Z")))
                .as("from Friday evening to Saturday morning")
                .contains(Instant.parse("2026-11-28T06:30:00Z"));
    }

    @Test
    void theLatestNightCounts_andThoseBeforeItAreCounted() {
        Schedule schedule = schedule("UTC", "0 2 * * *");
        Instant monday = Instant.parse("2026-11-23T02:00:00Z");

        assertThat(schedule.latest(monday, Instant.parse("2026-11-24T01:59:59Z")))
                .isEmpty();
        assertThat(schedule.latest(monday, Instant.parse("2026-11-24T02:00:00Z")))
                .contains(new Schedule.Night(Instant.parse("2026-11-24T02:00:00Z"), false, 0));
        assertThat(schedule.latest(monday, Instant.parse("2026-11-24T02:05:01Z")))
                .contains(new Schedule.Night(Instant.parse("2026-11-24T02:00:00Z"), true, 0));
        assertThat(schedule.latest(monday, Instant.parse("2026-11-27T09:00:00Z")))
                .contains(new Schedule.Night(Instant.parse("2026-11-27T02:00:00Z"), true, 3));
        assertThat(schedule.latest(monday, Instant.parse("2027-11-27T09:00:00Z")))
                .as("what is long ago is forgotten")
                .contains(new Schedule.Night(Instant.parse("2027-11-27T02:00:00Z"), true, 6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 24 * * *    | the hour '24' is not from 0 to 23
            0 2 * jax *   | the month 'jax' is not from 1 to 12, nor one of jan, feb
            0 2 * * 8     | the weekday '8' is not from 0 to 7
            5-1 2 * * *   | the minute '5-1' runs backwards
            */0 2 * * *   | the minute '/0' is not
            1,,2 2 * * *  | the minute '' is not
            0 0 2 * * ?   | it has 6 fields, not 5
            @daily        | it has 1 fields, not 5
            """)
    void whatIsNoCronExpression_isTold(String cron, String said) {
        assertThatThrownBy(() -> Cron.parse(cron))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    private static Schedule schedule(String zone, String cron) {
        return new Schedule(Cron.parse(cron), ZoneId.of(zone), List.of(), MissedPolicy.SKIP, OverlapPolicy.SKIP);
    }

    private static Schedule quiet(String cron, Set<DayOfWeek> days, String from, String to) {
        QuietWindow window = new QuietWindow(days, sinceMidnight(from), sinceMidnight(to));
        return new Schedule(Cron.parse(cron), ZoneId.of("UTC"), List.of(window), MissedPolicy.SKIP, OverlapPolicy.SKIP);
    }

    private static Duration sinceMidnight(String time) {
        return Duration.ofHours(Integer.parseInt(time.substring(0, 2)));
    }
}
