package io.headroom.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.Preset;
import io.headroom.exploration.Window;
import io.headroom.exploration.resilience.Recovery.Recovered;
import io.headroom.exploration.simulation.Shape;
import io.headroom.exploration.simulation.SimulatedTarget;
import io.headroom.protocol.run.RunLoadPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An overload of the quick preset against a simulated service of 200 requests/s that refuses who would wait for more than two seconds. */
class OverloadedTest {

    private static final double CAPACITY = 200;

    private final Overload overload = Overload.of(Preset.QUICK, CAPACITY);
    private final List<Window> windows = new SimulatedTarget(Shape.of(4, CAPACITY), 1)
            .drive(
                    overload.profile()::rateAt,
                    overload.profile().length().toMillis() / 1000.0,
                    Preset.QUICK.window().toMillis() / 1000.0);
    private final Overloaded overloaded = new Overloaded(overload, new LoadRecording(overload.profile(), windows));

    @Test
    void theLoadGoesFromHalfToOneAndAHalfAndBack() {
        LoadProfile profile = overload.profile();
        assertThat(profile.rateAt(5)).isEqualTo(100);
        assertThat(profile.rateAt(overload.returnSeconds() - 0.1)).isEqualTo(300);
        assertThat(profile.rateAt(overload.returnSeconds() + 0.1)).isEqualTo(100);
        assertThat(profile.requestsWithin(overload.returnSeconds())).isEqualTo(12 * 100 + 10 * 300);
    }

    @Test
    void whatIsOwedAtTheReturnIsWhatWaits_twoSecondsOfWork() {
        assertThat(overloaded.backlog()).isCloseTo(2 * CAPACITY, within(10.0));
        assertThat(overloaded.expectedSeconds(CAPACITY)).isCloseTo(4, within(0.1));
    }

    @Test
    void itRecoversWhenTheBacklogIsWorkedOff() {
        assertThat(overloaded.recovery())
                .isInstanceOfSatisfying(
                        Recovered.class,
                        recovered -> assertThat(recovered.seconds())
                                .isCloseTo(overloaded.expectedSeconds(CAPACITY), within(1.0)));
    }

    @Test
    void underOverloadAThirdIsRefused_onceTheQueueIsFull() {
        assertThat(overloaded.errorShare()).isBetween(0.1, 0.34);
    }

    @Test
    void thereIsAPointForEverySecond() {
        List<RunLoadPoint> series = overloaded.recording().series();
        assertThat(series).hasSize((int) overload.profile().length().toSeconds());
        RunLoadPoint under = series.get((int) overload.returnSeconds() - 1);
        assertThat(under.asked()).isEqualTo(300);
        assertThat(under.achieved()).isCloseTo(CAPACITY, within(20.0));
        assertThat(under.inFlight()).isCloseTo(400, within(15L));
    }

    /** Journeys of three requests of which only the first is due yet owe the other two. */
    @Test
    void whatJourneysUnderWayWillStillAskForIsOwed() {
        LoadProfile profile = LoadProfile.constant(30, java.time.Duration.ofSeconds(2));
        Window firstOnes = new Window(1, 10, 10, 0, 0, 0, 10, new org.HdrHistogram.Histogram(3));
        assertThat(new LoadRecording(profile, List.of(firstOnes)).backlogAt(1)).isEqualTo(10 + 20);
    }
}
