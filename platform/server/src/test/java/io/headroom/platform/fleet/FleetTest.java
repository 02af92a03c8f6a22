package io.headroom.platform.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.AgentHello;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Work reaches an agent once, its frames are heard once and in order, and a lost or stopped agent is noticed. */
class FleetTest {

    private final SettableClock clock = new SettableClock();
    private final Fleet fleet = new Fleet(clock);
    private final String agent = fleet.welcome(new AgentHello("a", "1", 1, 1)).agent();
    private final Work work = new Work.Release("work-1", "session-1");
    private static final long ENOUGH = 10;

    private final List<Long> heard = new ArrayList<>();

    @Test
    void workIsHandedOut_andItsResultComesBack() throws Exception {
        CompletableFuture<WorkResult> result = perform();

        assertThat(fleet.poll(agent)).contains(work);
        fleet.settle(agent, "work-1", new WorkResult.Released());

        assertThat(result.get()).isInstanceOf(WorkResult.Released.class);
    }

    @Test
    void aFrameThatIsSentAgain_isHeardOnce() throws Exception {
        CompletableFuture<WorkResult> result = perform();
        fleet.poll(agent);

        for (long sequence : new long[] {0, 0, 1, 0, 2, 2}) {
            fleet.accept(agent, "work-1", new Frame(sequence, "", List.of()));
        }
        fleet.settle(agent, "work-1", new WorkResult.Released());
        result.get();

        assertThat(heard).containsExactly(0L, 1L, 2L);
    }

    @Test
    void anAgentThatSaysNothing_isLost_andTheSentenceNamesIt() throws Exception {
        CompletableFuture<WorkResult> result = perform();
        fleet.poll(agent);

        clock.advance(Duration.ofSeconds(16));

        assertThatThrownBy(result::get).hasMessageContaining("agent a was lost");
    }

    @Test
    void anAgentThatLeaves_failsItsWorkAtOnce() throws Exception {
        CompletableFuture<WorkResult> result = perform();
        fleet.poll(agent);

        fleet.farewell(agent);

        assertThatThrownBy(result::get).hasMessageContaining("left while it had work");
    }

    @Test
    void workThatNobodyWaitsForAnyMore_isToBeStopped() {
        assertThat(fleet.accept(agent, "forgotten", new Frame(0, "", List.of())).stop())
                .isTrue();
    }

    @Test
    void aFailure_carriesWhoseFaultItIs() throws Exception {
        CompletableFuture<WorkResult> result = perform();
        fleet.poll(agent);

        fleet.settle(agent, "work-1", new WorkResult.Failed(Fault.TARGET, "connection refused"));

        assertThatThrownBy(result::get)
                .cause()
                .isInstanceOfSatisfying(
                        Fleet.WorkFailed.class,
                        failed -> assertThat(failed.fault()).isEqualTo(Fault.TARGET));
    }

    @Test
    void interrupted_theAgentIsToldToStop_andIsWaitedFor() throws Exception {
        AtomicReference<Thread> waiting = new AtomicReference<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            waiting.set(Thread.currentThread());
            try {
                fleet.perform(agent, work, frame -> false, Duration.ofMinutes(1));
                interrupted.complete(false);
            } catch (InterruptedException stop) {
                interrupted.complete(true);
            } catch (Fleet.WorkFailed unexpected) {
                interrupted.completeExceptionally(unexpected);
            }
        });
        fleet.poll(agent);
        assertThat(fleet.accept(agent, "work-1", new Frame(0, "", List.of())).stop())
                .isFalse();

        waiting.get().interrupt();
        long sequence = 1;
        while (!fleet.accept(agent, "work-1", new Frame(sequence, "", List.of()))
                .stop()) {
            sequence++;
        }
        fleet.settle(agent, "work-1", new WorkResult.Released());

        assertThat(interrupted.get()).isTrue();
    }

    @Test
    void whoHasHeardEnough_endsTheWorkBeforeItsTime_andGetsItsResult() throws Exception {
        CompletableFuture<WorkResult> result = perform();
        fleet.poll(agent);

        assertThat(fleet.accept(agent, "work-1", new Frame(0, "", List.of())).stop())
                .isFalse();
        assertThat(fleet.accept(agent, "work-1", new Frame(ENOUGH, "", List.of()))
                        .stop())
                .isTrue();
        fleet.settle(agent, "work-1", new WorkResult.Released());

        assertThat(result.get()).isInstanceOf(WorkResult.Released.class);
    }

    private boolean hear(Frame frame) {
        heard.add(frame.sequence());
        return frame.sequence() >= ENOUGH;
    }

    private CompletableFuture<WorkResult> perform() {
        CompletableFuture<WorkResult> result = new CompletableFuture<>();
        Executors.newVirtualThreadPerTaskExecutor().submit(() -> {
            try {
                result.complete(fleet.perform(agent, work, this::hear, Duration.ofMinutes(1)));
            } catch (Exception failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
