package io.headroom.exploration.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.Window;
import io.headroom.exploration.resilience.Recovery.NotRecovered;
import io.headroom.exploration.resilience.Recovery.Recovered;
import io.headroom.exploration.simulation.Shape;
import io.headroom.exploration.simulation.SimulatedTarget;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Overload at 1.5 times the capacity, return to half of it: the time that is found against the arithmetic of the backlog. */
class RecoveryTest {

    private static final double BEFORE = 20;
    private static final double WINDOW_SECONDS = 0.25;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** What happened before the overload, and from the return on. */
    private record Drive(List<Window> before, List<Window> after) {}

    private static Drive overload(Shape shape, double seconds, long seed) {
        double capacity = shape.capacity();
        double returned = BEFORE + seconds;
        List<Window> windows = new SimulatedTarget(shape, seed)
                .drive(
                        at -> capacity * (at < BEFORE || at >= returned ? 0.5 : 1.5),
                        returned + LIMIT.toSeconds(),
                        WINDOW_SECONDS);
        return new Drive(
                windows.subList(4, (int) (BEFORE / WINDOW_SECONDS)),
                windows.subList((int) (returned / WINDOW_SECONDS), windows.size()));
    }

    /** The queue grows by half the capacity for ten seconds and shrinks by half of it: ten seconds. */
    @Test
    void theTimeAgreesWithTheBacklog() {
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape shape = Shape.of(1 + random.nextInt(16), 100 * Math.pow(8, random.nextDouble()))
                    .withRandomService()
                    .withPoissonArrivals()
                    .waitingAtMost(60);
            Drive drive = overload(shape, 10, seed);
            double expected = Recovery.drainSeconds(
                    drive.after().getFirst().inFlight(), shape.capacity(), 0.5 * shape.capacity());
            assertThat(Recovery.of(drive.before(), drive.after(), LIMIT))
                    .as("seed %d, %s", seed, shape)
                    .isInstanceOfSatisfying(
                            Recovered.class,
                            recovered -> assertThat(recovered.seconds()).isCloseTo(expected, within(0.25 * expected)));
        }
    }

    /** Who waits longer than two seconds is refused, so two seconds of work are left, and half of the speed is spare: four seconds less what came in meanwhile. */
    @Test
    void aBoundedQueueRecoversSooner() {
        Shape shape = Shape.of(4, 200).withPoissonArrivals();
        Drive drive = overload(shape, 60, 1);
        double expected =
                Recovery.drainSeconds(drive.after().getFirst().inFlight(), shape.capacity(), 0.5 * shape.capacity());
        assertThat(expected).isBetween(3.0, 4.5);
        assertThat(Recovery.of(drive.before(), drive.after(), LIMIT))
                .isInstanceOfSatisfying(
                        Recovered.class,
                        recovered -> assertThat(recovered.seconds()).isCloseTo(expected, within(0.25 * expected)));
    }

    @Test
    void whoStaysSlowHasNotRecovered() {
        Drive drive = overload(Shape.of(4, 200).waitingAtMost(60), 10, 1);
        List<Window> backlog = drive.after().subList(0, 16);
        assertThat(Recovery.of(drive.before(), backlog, LIMIT))
                .isInstanceOfSatisfying(
                        NotRecovered.class,
                        not -> assertThat(not.reason()).contains("p95").contains("ordinary"));
        assertThat(Recovery.of(drive.before(), drive.after(), Duration.ofSeconds(3)))
                .isInstanceOf(NotRecovered.class);
    }

    @Test
    void withoutAnOverloadItIsThereAtOnce() {
        List<Window> calm = new SimulatedTarget(Shape.of(4, 200), 1).drive(_ -> 100, 60, WINDOW_SECONDS);
        assertThat(Recovery.of(calm.subList(0, 100), calm.subList(100, 240), LIMIT))
                .isEqualTo(new Recovered(0));
    }

    @Test
    void tooLittleIsNamed() {
        List<Window> calm = new SimulatedTarget(Shape.of(4, 200), 1).drive(_ -> 100, 5, WINDOW_SECONDS);
        assertThatThrownBy(() -> Recovery.of(calm, calm, LIMIT)).hasMessageContaining("10 s before the overload");
        assertThatThrownBy(() -> Recovery.drainSeconds(10, 100, 100)).hasMessageContaining("below the capacity");
    }
}
