package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.engine.measurement.Tally;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aQuietGeneratorIsValid() {
        GeneratorHealth health = health(0.80, tally -> {
            tally.lateness.recordValueWithCount(800, 1_000);
            tally.errors.put("timeout", 500L);
            tally.arrivals = 3_001;
            tally.droppedArrivals = 300;
            tally.droppedLate = 3; // one in a thousand is no reason
        });
        assertThat(health.valid()).as("errors and drops are the target's").isTrue();
        assertThat(health.reasons()).isEmpty();
        assertThat(health.lagP99Millis()).isBetween(0.79, 0.81);
        assertThat(health.cpu()).isEqualTo(0.25);
        assertThat(health.gcMillis()).isEqualTo(12);
        assertThat(health.openFiles()).isEqualTo(40);
        assertThat(health.droppedArrivals()).isEqualTo(300);
    }

    @Test
    void whateverSpoilsTheMeasurementIsNamed() {
        assertInvalid(
                0.3,
                tally -> tally.lateness.recordValueWithCount(60_000, 1_000),
                "short of CPU; journey look at A.java:7 kept a loop");
        assertInvalid(
                0.3,
                tally -> tally.stallNanosMax = 600_000_000,
                "stood still for 600 ms (limit 500 ms); journey look at A.java:7 kept");
        assertInvalid(0.81, tally -> {}, "used 81 % of its core");
        assertInvalid(
                0.3,
                tally -> {
                    tally.arrivals = 2_999;
                    tally.droppedLate = 3;
                },
                "3 arrivals were dropped when the generator itself was late");
        assertInvalid(0.3, tally -> tally.errors.put("open-files", 1L), "out of open files");
        assertInvalid(0.3, tally -> tally.overflows = 2, "2 latencies were longer than the hour");
        assertInvalid(
                0.3,
                tally -> {
                    tally.errors.put("scenario-exception", 1L);
                    tally.firstFailures.put("scenario-exception", "A.java:3: boom");
                },
                "A.java:3: boom");
    }

    @Test
    void aCollectorThatTakesTooMuchOfTheTimeIsNamed() {
        var use = new ProcessUse(2 * SECOND, SECOND, 120, 40);
        var outcome = new Loops.Outcome(new Tally(1), 0, 0.3, use, Optional.empty(), false);
        assertThat(HealthCheck.of(outcome, EngineSettings.defaults()).reasons())
                .singleElement()
                .asString()
                .contains("garbage collection took 6 % of the time");
    }

    private static void assertInvalid(double busiest, Consumer<Tally> change, String reason) {
        GeneratorHealth health = health(busiest, change);
        assertThat(health.valid()).isFalse();
        assertThat(health.reasons()).singleElement().asString().contains(reason);
    }

    private static GeneratorHealth health(double busiest, Consumer<Tally> change) {
        var tally = new Tally(1);
        change.accept(tally);
        var settings = EngineSettings.defaults().withLoops(2);
        return HealthCheck.of(
                new Loops.Outcome(
                        tally,
                        0,
                        busiest,
                        new ProcessUse(2 * SECOND, SECOND, 12, 40),
                        Optional.of("journey look at A.java:7"),
                        false),
                settings);
    }
}
