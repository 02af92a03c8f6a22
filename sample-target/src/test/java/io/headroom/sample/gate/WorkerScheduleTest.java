package io.headroom.sample.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.sample.gate.Admission.Admitted;
import io.headroom.sample.gate.Admission.Queued;
import io.headroom.sample.gate.Admission.Refused;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The worker schedule")
class WorkerScheduleTest {

    private static final Duration SERVICE_TIME = Duration.ofMillis(20);

    @Test
    @DisplayName("starts a request at once when a worker is idle")
    void idleWorker() {
        WorkerSchedule<String> schedule = new WorkerSchedule<>(1, SERVICE_TIME);

        assertThat(schedule.arrive("first", 5)).isEqualTo(new Admitted(new Turn(5, 5 + SERVICE_TIME.toNanos())));
    }

    @Test
    @DisplayName("hands a worker over at the ideal end of a turn, however late the wake-up came")
    void handsOverAtTheIdealEnd() {
        WorkerSchedule<String> schedule = new WorkerSchedule<>(1, SERVICE_TIME);
        Admission first = schedule.arrive("first", 0);
        assertThat(schedule.arrive("second", 1)).isEqualTo(new Queued());

        Turn turn = ((Admitted) first).turn();
        var handover = schedule.finish(turn, 3).orElseThrow();

        assertThat(handover.request()).isEqualTo("second");
        assertThat(handover.turn().startNanos()).isEqualTo(turn.endNanos());
    }

    @Test
    @DisplayName("lets a worker fall behind the ideal line by 100 ms at most")
    void boundsTheLateness() {
        WorkerSchedule<String> schedule = new WorkerSchedule<>(1, SERVICE_TIME);
        Turn turn = ((Admitted) schedule.arrive("first", 0)).turn();
        schedule.arrive("second", 1);

        Turn next = schedule.finish(turn, Duration.ofMillis(250).toNanos())
                .orElseThrow()
                .turn();

        assertThat(next.startNanos()).isEqualTo(Duration.ofMillis(150).toNanos());
    }

    @Test
    @DisplayName("does not start a request before it arrived, though a worker was free on the ideal time line")
    void startsAtArrival() {
        WorkerSchedule<String> schedule = new WorkerSchedule<>(1, SERVICE_TIME);
        Turn turn = ((Admitted) schedule.arrive("first", 0)).turn();
        long arrivedNanos = turn.endNanos() + 100;
        schedule.arrive("second", arrivedNanos);

        assertThat(schedule.finish(turn, 3).orElseThrow().turn().startNanos()).isEqualTo(arrivedNanos);
    }

    @Test
    @DisplayName("serves the queue first in, first out")
    void firstInFirstOut() {
        WorkerSchedule<String> schedule = new WorkerSchedule<>(1, SERVICE_TIME);
        Turn turn = ((Admitted) schedule.arrive("first", 0)).turn();
        schedule.arrive("second", 1);
        schedule.arrive("third", 2);

        var second = schedule.finish(turn, 3).orElseThrow();
        var third = schedule.finish(second.turn(), 3).orElseThrow();

        assertThat(second.request()).isEqualTo("second");
        assertThat(third.request()).isEqualTo("third");
        assertThat(schedule.finish(third.turn(), 3)).isEmpty();
    }

    @ParameterizedTest(name = "{0} workers × {1} ms: {2} wait, the next is refused")
    @CsvSource({"2, 20, 200", "4, 20, 400", "16, 20, 1600", "3, 15, 400", "1, 2000, 1"})
    @DisplayName("queues two seconds of work and refuses what comes beyond")
    void refusesBeyondTwoSeconds(int workers, long serviceTimeMillis, int queueLengthMax) {
        WorkerSchedule<Integer> schedule = new WorkerSchedule<>(workers, Duration.ofMillis(serviceTimeMillis));
        for (int request = 0; request < workers; request++) {
            assertThat(schedule.arrive(request, 0)).isInstanceOf(Admitted.class);
        }
        for (int request = 0; request < queueLengthMax; request++) {
            assertThat(schedule.arrive(request, 0)).isEqualTo(new Queued());
        }

        assertThat(schedule.arrive(-1, 0)).isEqualTo(new Refused());
    }

    @ParameterizedTest(name = "{0} workers × {1} ms")
    @CsvSource({"2, 20", "4, 20", "8, 20", "16, 20", "3, 15", "5, 9"})
    @DisplayName("serves workers ÷ service time, exact to 0.1 %, though every timer wakes up late")
    void capacityIsExact(int workers, long serviceTimeMillis) {
        Duration serviceTime = Duration.ofMillis(serviceTimeMillis);
        double capacity = workers / (serviceTimeMillis / 1e3);
        SaturatedGate gate = new SaturatedGate(workers, serviceTime)
                .withWork(Duration.ofMillis(2))
                .withLateness(Duration.ofMillis(5));

        double served = gate.completedPerSecond(Duration.ofSeconds(60));

        assertThat(served).as(gate.toString()).isCloseTo(capacity, within(capacity / 1000));
    }

    @Test
    @DisplayName("loses capacity to work that takes longer than the service time")
    void longerWorkLowersCapacity() {
        SaturatedGate gate = new SaturatedGate(4, SERVICE_TIME)
                .withWork(Duration.ofMillis(40))
                .withLateness(Duration.ZERO);

        assertThat(gate.completedPerSecond(Duration.ofSeconds(60)))
                .as(gate.toString())
                .isCloseTo(100, within(0.5));
    }

    @Test
    @DisplayName("answers within the service time at a low load")
    void lowLoadNeedsNoWaiting() {
        WorkerSchedule<Integer> schedule = new WorkerSchedule<>(2, SERVICE_TIME);
        for (int request = 0; request < 100; request++) {
            long arrivedNanos = request * Duration.ofMillis(30).toNanos();
            Turn turn = ((Admitted) schedule.arrive(request, arrivedNanos)).turn();
            assertThat(turn.endNanos() - arrivedNanos).isEqualTo(SERVICE_TIME.toNanos());
            assertThat(schedule.finish(turn, arrivedNanos + 1)).isEmpty();
        }
    }
}
