package io.headroom.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.telemetry.otlp.OtlpRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A run may end while the figures of its last step are on their way to the database. */
class SettlingTest {
    private static final Instant BEGIN = Instant.parse("2026-11-24T06:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final Store store = new Store();
    private final Telemetry telemetry =
            new Telemetry(store, ((InstantSource) now::get).withZone(ZoneOffset.UTC), new Alone());
    private final Thread settling = Thread.ofPlatform().unstarted(() -> telemetry.settle("run"));

    @Test
    void figuresOfTheEndReplaceThoseOfTheStep_neverTheOtherWayRound() throws Exception {
        telemetry.expect("run", "session");
        telemetry.stepBegins("session", 1);
        used(2, 1_000);
        now.set(BEGIN.plusSeconds(5));
        telemetry.stepEnds("session", 1);
        now.set(BEGIN.plusSeconds(60));

        telemetry.look();
        settling.join();

        assertThat(store.means).containsExactly(1_000.0, 2_000.0);
        assertThat(telemetry.steps("run")).isEmpty();
    }

    private void used(int second, long bytes) {
        String points = """
                {"resourceMetrics": [{
                  "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]},
                  "scopeMetrics": [{"metrics": [{"name": "jvm.memory.used", "unit": "By", "gauge": {"dataPoints": [
                    {"timeUnixNano": "%d000000000", "asInt": "%d"}]}}]}]}]}
                """.formatted(BEGIN.plusSeconds(second).getEpochSecond(), bytes);
        telemetry
                .receiver()
                .metrics(new OtlpRequest("application/json", null, points.getBytes(StandardCharsets.UTF_8)));
    }

    /** While it takes the first figures one more point comes and the run ends: it waits until that is done or has to wait for it. */
    private final class Store extends TracedStepStore {
        private final List<Double> means = new CopyOnWriteArrayList<>();

        Store() {
            super(new ObjectMapper());
        }

        @Override
        Optional<String> keep(String run, StepView step, List<TraceView> traces) {
            double mean = step.resources().levels().getFirst().mean();
            if (Thread.currentThread() != settling) {
                used(3, 3_000);
                settling.start();
                while (settling.getState() != Thread.State.WAITING && settling.isAlive()) {
                    Thread.onSpinWait();
                }
            }
            means.add(mean);
            return Optional.empty();
        }

        @Override
        List<StepView> steps(String run) {
            return List.of();
        }
    }

    private record Alone() implements OtlpSettings {
        @Override
        public Optional<String> expect() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> forward() {
            return Optional.empty();
        }

        @Override
        public int grpcPort() {
            return 0;
        }

        @Override
        public int retentionDays() {
            return 1;
        }
    }
}
