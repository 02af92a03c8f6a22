package io.headroom.protection.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protection.AgentKey;
import io.headroom.protection.PlannedRelaxation;
import io.headroom.protection.Protection;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.Relaxation;
import io.headroom.protection.Target;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a guard acts, whatever happens to clocks. */
final class WatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 12_345 * SECOND;

    private final Relaxation relaxation = PlannedRelaxation.of(new RelaxRequest(
            "run-1",
            new Protection("waf", "local-cloud", Map.of()),
            Target.of(URI.create("http://127.0.0.1:1"), "/"),
            Instant.now().plusSeconds(600),
            new AgentKey(new byte[32]),
            1));
    private final Instant planned = relaxation.plannedAt();
    private final Watch watch = new Watch(Duration.ofSeconds(30), START);

    @Test
    void waitsWhileTheOwnerIsHeard() {
        for (var second = 0; second < 590; second += 5) {
            watch.heartbeat("beat " + second, START + second * SECOND);
            assertThat(watch.due(relaxation, START + second * SECOND, planned.plusSeconds(second)))
                    .as("second %d", second)
                    .isEmpty();
        }
    }

    @Test
    void actsOnceTheOwnerHasBeenSilentForThirtySeconds() {
        watch.heartbeat("1", START + SECOND);
        watch.heartbeat("1", START + 29 * SECOND);
        assertThat(watch.due(relaxation, START + 30 * SECOND, planned)).isEmpty();
        assertThat(watch.due(relaxation, START + 31 * SECOND, planned)).contains(Watch.Reason.OWNER_SILENT);
    }

    @Test
    void anOwnerThatWasNeverHeardIsSilentFromTheStart() {
        assertThat(watch.due(relaxation, START + 30 * SECOND, planned)).contains(Watch.Reason.OWNER_SILENT);
    }

    @Test
    void actsAtTheDeadlineThoughTheOwnerIsHeard() {
        watch.due(relaxation, START, planned);
        watch.heartbeat("1", START + 599 * SECOND);
        assertThat(watch.due(relaxation, START + 599 * SECOND, planned.plusSeconds(601)))
                .contains(Watch.Reason.DEADLINE);
    }

    @Test
    void aWallClockThatIsSetBackDelaysNothing() {
        assertThat(watch.due(relaxation, START, planned)).isEmpty();
        watch.heartbeat("1", START + 600 * SECOND);
        assertThat(watch.due(relaxation, START + 600 * SECOND, planned.plusSeconds(300)))
                .contains(Watch.Reason.DEADLINE);
    }

    @Test
    void aWallClockThatWasBehindAlreadyDelaysNothing() {
        assertThat(watch.due(relaxation, START, planned.minusSeconds(300))).isEmpty();
        watch.heartbeat("1", START + 600 * SECOND);
        assertThat(watch.due(relaxation, START + 600 * SECOND, planned.plusSeconds(300)))
                .contains(Watch.Reason.DEADLINE);
    }
}
