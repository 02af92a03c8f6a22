package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.engine.schedule.UserProfile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests carry that has to be told apart from other requests': traces within their budget, values that do not repeat. */
@Tag("alone")
@Timeout(30)
class SamplingTest {
    private static final String TWO_STEPS =
            "@Journey void look(User user) { user.get(\"/a\").expect(200); user.get(\"/b\").expect(200); }";

    @ParameterizedTest
    @CsvSource({"0, 0", "100, 100", "1000, 800", "Infinity, 800"})
    void asManyRequestsASecondAskToBeTracedAsTheBudgetAllows(double budget, double expected) throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                var session = Measured.open(TWO_STEPS, server.target(), Measured.QUICK.withSampledPerSecond(budget))) {
            session.prepare(text -> {});
            server.received.clear();
            Measured.drive(session, 800, Duration.ofSeconds(1));
            double tolerance = expected == 100 ? 5 * Math.sqrt(expected) : 0;
            assertThat((double) sampled(server)).isCloseTo(expected, within(tolerance));
        }
    }

    @Test
    void theBudgetHoldsInTheClosedModelToo() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                var session = Measured.open(TWO_STEPS, server.target(), Measured.QUICK.withSampledPerSecond(100))) {
            session.prepare(text -> {});
            server.received.clear();
            var load = new Load.Closed(UserProfile.constant(8, Duration.ofSeconds(2)), Duration.ofMillis(5));
            Measured.drive(session, new Drive(1, load, Duration.ofSeconds(1)));
            assertThat(server.received).hasSizeGreaterThan(400);
            assertThat(sampled(server)).isBetween(60L, 400L).isLessThan(server.received.size());
        }
    }

    @Test
    void aFrequencyIsWhatTheLastSecondSawOrMoreIfThisOneSeesMore() {
        var frequency = new Frequency();
        long second = 1_000_000_000L;
        assertThat(frequency.perSecond(10 * second)).as("not known yet").isZero();
        for (int i = 0; i < 50; i++) {
            frequency.one(10 * second + second / 3 + i);
        }
        assertThat(frequency.perSecond(10 * second + second / 3 + second / 2)).isEqualTo(100);
        assertThat(frequency.perSecond(11 * second + second / 3)).isEqualTo(50);
        for (int i = 0; i < 30; i++) {
            frequency.one(11 * second + second / 3 + i);
        }
        assertThat(frequency.perSecond(11 * second + second / 3 + second / 4)).isEqualTo(120);
        assertThat(frequency.perSecond(14 * second))
                .as("a whole second without any")
                .isZero();
    }

    @Test
    void aSessionThatIsPreparedAgainDrawsNoValueTwice() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                var session = Measured.open(
                        "@Journey void look(User user) { user.get(\"/{name}\", user.unique(\"n\")).expect(200); }",
                        server.target(),
                        Measured.QUICK)) {
            session.prepare(text -> {});
            session.prepare(text -> {});
            List<String> paths =
                    server.received.stream().map(ScriptedServer.Received::path).toList();
            Set<String> distinct = new HashSet<>(paths);
            assertThat(paths).hasSizeGreaterThan(30).hasSameSizeAs(distinct);
        }
    }

    private static long sampled(ScriptedServer server) {
        return server.received.stream()
                .filter(request -> request.headers().get("traceparent").endsWith("-03"))
                .count();
    }
}
