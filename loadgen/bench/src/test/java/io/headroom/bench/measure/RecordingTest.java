package io.headroom.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Two seconds of preparation at 100 requests/s, then ten at 100,000/s; half a core for the generator, all the time. */
    private static Recording aRun(double otherCores) {
        List<Sample> samples = IntStream.rangeClosed(0, 240)
                .mapToObj(i -> {
                    double seconds = i * 0.05;
                    double requests = Math.min(seconds, 2) * 100 + Math.max(0, seconds - 2) * 100_000;
                    long generator = Math.round(seconds * 50);
                    long server = Math.round(seconds * 80);
                    long other = Math.round(seconds * 100 * otherCores);
                    return new Sample(
                            (long) (seconds * 1e9), (long) requests, generator, server, 0, generator + server + other);
                })
                .toList();
        return new Recording(samples, 2_000, 6, "");
    }

    @Test
    void theSteadyWindowBeginsAfterTheLoadHasBegunAndNotWithThePreparation() {
        SteadyWindow window = aRun(0).steady(SECOND, SECOND.multipliedBy(5)).orElseThrow();

        assertThat(window.seconds()).isEqualTo(5, within(0.06));
        assertThat(window.requestsPerSecond()).isEqualTo(100_000, within(1.0));
        assertThat(window.cost()).as("half a core at 100,000/s").isEqualTo(0.5, within(0.005));
        assertThat(window.serverCores()).isEqualTo(0.8, within(0.01));
    }

    @Test
    void aLoadThatDidNotLastHasNoSteadyWindow() {
        assertThat(aRun(0).steady(SECOND, SECOND.multipliedBy(10))).isEmpty();
        assertThat(new Recording(List.of(), 0, 0, "").steady(SECOND, SECOND)).isEmpty();
    }

    @Test
    void otherWorkSpoilsAWindowFromASixthOfACore() {
        assertThat(aRun(0.1).steady(SECOND, SECOND).orElseThrow().isClean()).isTrue();
        SteadyWindow disturbed = aRun(0.4).steady(SECOND, SECOND).orElseThrow();
        assertThat(disturbed.isClean()).isFalse();
        assertThat(disturbed.otherCores()).isEqualTo(0.4, within(0.02));
    }

    @Test
    void theWholeRunIsEverythingThatTheServerCounted() {
        assertThat(aRun(0).requestsWhole()).isEqualTo(1_000_200);
        assertThat(aRun(0).cpuSecondsWhole()).isEqualTo(6);
        assertThat(aRun(0).residentMegabytesMax()).isEqualTo(2.048);
    }
}
