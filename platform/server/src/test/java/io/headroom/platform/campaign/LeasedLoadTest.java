package io.headroom.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.exploration.simulation.Shape;
import io.headroom.platform.fleet.Fleet.WorkFailed;
import io.headroom.platform.run.Ownership.Standing;
import io.headroom.protocol.fleet.WorkResult.Driven;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LeasedLoadTest {

    private static final LoadProfile TEN_SECONDS = LoadProfile.constant(100, Duration.ofSeconds(10));

    private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.OURS);
    private final SimulatedService service = new SimulatedService(() -> Shape.of(4, 200));
    private final LeasedLoad load = new LeasedLoad(service, standing::get);

    @Test
    void whileTheLeaseIsRenewed_theLoadGoesOnToItsEnd() throws Exception {
        Driven driven = load.drive(TEN_SECONDS, frame -> false);

        assertThat(driven.generator().valid()).isTrue();
        assertThat(driven.stopped()).isFalse();
    }

    @Test
    void withTheFirstFrameAfterTheLeaseFellSilent_theLoadEnds_andIsInvalidForThatReason() throws Exception {
        AtomicInteger frames = new AtomicInteger();
        Driven driven = load.drive(TEN_SECONDS, frame -> {
            if (frames.incrementAndGet() == 3) {
                standing.set(Standing.SILENT);
            }
            return false;
        });

        assertThat(frames).hasValue(3);
        assertThat(driven.stopped()).isTrue();
        assertThat(driven.generator().valid()).isFalse();
        assertThat(driven.generator().reasons()).singleElement().asString().contains("lease");
    }

    @Test
    void noLoadBegins_whileTheRunIsNotSurelyOurs() {
        standing.set(Standing.LOST);

        assertThatThrownBy(() -> load.drive(TEN_SECONDS, frame -> false))
                .isInstanceOf(WorkFailed.class)
                .hasMessageContaining("lease");
        assertThat(load.steps()).isZero();
    }
}
