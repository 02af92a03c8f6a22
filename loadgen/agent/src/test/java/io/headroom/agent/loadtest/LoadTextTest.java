package io.headroom.agent.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.agent.quantity.Setting;
import io.headroom.engine.Load;
import io.headroom.engine.schedule.Segment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTextTest {

    @TempDir
    Path folder;

    @Test
    void aRateAndATime_areOneStretch() {
        Load load =
                new LoadText(one("--rate", "6000/min"), one("--for", "30s"), none(), none(), List.of(), none()).read();

        assertThat(segments(load)).containsExactly(new Segment(100, 100, Duration.ofSeconds(30)));
    }

    @Test
    void stagesFollowEachOther_rampsStepsAndSpikes() {
        Load load = stages("10/s..200/s for 1m", "200/s for 5m", "0/s for 1s", "10..20/s for 90s");

        assertThat(segments(load))
                .containsExactly(
                        new Segment(10, 200, Duration.ofMinutes(1)),
                        new Segment(200, 200, Duration.ofMinutes(5)),
                        new Segment(0, 0, Duration.ofSeconds(1)),
                        new Segment(10, 20, Duration.ofSeconds(90)));
    }

    @Test
    void stagesOfUsers_areTheClosedModel() {
        Load load = new LoadText(
                        none(),
                        none(),
                        none(),
                        one("--pause", "1s"),
                        settings("0..100 users for 1m", "1 user for 5s"),
                        none())
                .read();

        assertThat(load).isInstanceOfSatisfying(Load.Closed.class, closed -> {
            assertThat(closed.users().segments())
                    .containsExactly(
                            new Segment(0, 100, Duration.ofMinutes(1)), new Segment(1, 1, Duration.ofSeconds(5)));
            assertThat(closed.pause()).isEqualTo(Duration.ofSeconds(1));
        });
    }

    @Test
    void aFileOfRates_isReplayedInStraightLines() throws Exception {
        Load load = rates("seconds,requests-per-second\n# Monday\n0,100\n60,200\n61.5,50\n");

        assertThat(segments(load))
                .containsExactly(
                        new Segment(100, 200, Duration.ofSeconds(60)), new Segment(200, 50, Duration.ofMillis(1_500)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            0,100\\n60          | rates.csv:2: '60' is not a line such as 60,200
            0,100\\n0,200       | rates.csv:2: '0,200' is not later than the line before
            0,100\\n9,fast      | rates.csv:2: '9,fast' is not a line such as
            0,100               | has no load
            0,0\\n10,0          | has no load
            0,1\\n5,99999999    | rates.csv:2: '5,99999999' is beyond
            """)
    void whatIsWrongInAFileOfRates_isSaidWithItsLine(String text, String sentence) {
        assertThatThrownBy(() -> rates(text.replace("\\n", "\n"))).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "10/s", "10/s for", "for 1m"})
    void whatIsNoStage_isRefusedWithAnExample(String stage) {
        assertThatThrownBy(() -> stages(stage)).hasMessageContaining("--stage '" + stage + "' is not a stage such as");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            10/x..20/s for 1m     | '10/x' is not a rate such as
            10/s..20/s for ever   | 'ever' is not a time such as
            x..20 users for 1m    | 'x' is not a number of users
            0/s for 1m            | at least one stage needs a rate above 0/s
            """)
    void aWrongPartOfAStage_isNamed(String stage, String sentence) {
        assertThatThrownBy(() -> stages(stage)).hasMessageContaining(sentence);
    }

    @Test
    void ratesAndUsersDoNotMix() {
        assertThatThrownBy(() -> stages("10/s for 1m", "10 users for 1m"))
                .hasMessageContaining("all of rates, or all of users");
    }

    @Test
    void oneWayOfSayingTheLoad_isNeeded_andOneOnly() {
        assertThatThrownBy(() -> new LoadText(none(), none(), none(), none(), List.of(), none()).read())
                .hasMessageContaining("No load is asked for");
        assertThatThrownBy(() -> new LoadText(
                                one("--rate", "1/s"),
                                one("--for", "1s"),
                                one("--users", "3"),
                                none(),
                                List.of(),
                                none())
                        .read())
                .hasMessageContaining("--rate and --users exclude each other");
        assertThatThrownBy(() -> new LoadText(one("--rate", "1/s"), none(), none(), none(), List.of(), none()).read())
                .hasMessageContaining("--rate needs a time");
        assertThatThrownBy(() -> new LoadText(
                                one("--rate", "1/s"),
                                one("--for", "1s"),
                                none(),
                                one("--pause", "1s"),
                                List.of(),
                                none())
                        .read())
                .hasMessageContaining("--pause belongs to a number of users");
    }

    private Load rates(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("rates.csv"), text);
        return new LoadText(none(), none(), none(), none(), List.of(), one("--rates", file.toString())).read();
    }

    private static Load stages(String... stages) {
        return new LoadText(none(), none(), none(), none(), settings(stages), none()).read();
    }

    private static List<Setting> settings(String... stages) {
        return Arrays.stream(stages).map(stage -> new Setting("--stage", stage)).toList();
    }

    private static List<Segment> segments(Load load) {
        return ((Load.Open) load).requestsPerSecond().segments();
    }

    private static Optional<Setting> one(String name, String value) {
        return Optional.of(new Setting(name, value));
    }

    private static Optional<Setting> none() {
        return Optional.empty();
    }
}
