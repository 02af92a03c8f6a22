package io.headroom.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Decision.Measure;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Preset;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What happens between the load steps of a search. */
class MeasuredSearchTest {

    private static final long USUAL_MICROS = 20_000;
    private static final long BUSY_MICROS = 900_000;

    private final List<String> course = new ArrayList<>();

    @Test
    void aStepThatLeftWorkBehind_isFollowedByRests_untilTheTargetAnswersAsUsual() {
        perform(new Bounded(2));

        assertThat(course).startsWith("10.0", "20.0", "40.0", "rest", "rest", "rest");
        assertThat(course.get(6)).isNotEqualTo("rest");
    }

    @Test
    void aTargetThatDoesNotRecover_isWaitedForAMinute_notForEver() {
        perform(new Bounded(Integer.MAX_VALUE));

        assertThat(course.subList(3, 33)).containsOnly("rest");
        assertThat(course.get(33)).isNotEqualTo("rest");
    }

    @Test
    void whatCameOfEachStep_isKept_inOrder() {
        MeasuredSearch measured = perform(new Bounded(0));

        assertThat(measured.steps()).extracting(LoadStep::rate).startsWith(10.0, 20.0, 40.0);
        assertThat(measured.steps()).hasSameSizeAs(measured.health());
        assertThat(measured.isGeneratorAtFault()).isFalse();
    }

    @Test
    void aStepThatTheGeneratorSpoiled_isNotRepeatedAtOnce_butLaterEachTime() {
        perform(new Bounded(0) {
            @Override
            public MeasuredSearch.Driven drive(Measure order) {
                MeasuredSearch.Driven driven = super.drive(order);
                var poor = new GeneratorHealth(course.size() > 6, List.of("its processor was busy"), 1, 0.9, 5);
                return new MeasuredSearch.Driven(
                        driven.recorded(), poor, MeasuredSearch.validity(poor), false, Map.of(), driven.number());
            }

            @Override
            public StepRecorder rest(double rate, Duration length) {
                course.add(length.toString());
                return super.rest(rate, length);
            }
        });

        assertThat(course).startsWith("10.0", "PT5S", "rest", "10.0", "PT20S", "rest", "10.0", "20.0");
    }

    private MeasuredSearch perform(Bounded driver) {
        var measured = new MeasuredSearch(CapacitySearch.from(Preset.QUICK, Limits.doubling(), 100, 1));
        try {
            measured.perform(driver);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
        return measured;
    }

    /** Answers up to 30 requests/s; above that everything times out, and for a number of rests it is busy with what was given up. */
    private class Bounded implements MeasuredSearch.Driver<RuntimeException> {
        private static final double CAPACITY = 30;

        private final int busyRests;
        private int restsLeft;

        Bounded(int busyRests) {
            this.busyRests = busyRests;
        }

        @Override
        public MeasuredSearch.Driven drive(Measure order) {
            course.add(Double.toString(order.rate()));
            boolean carried = order.rate() <= CAPACITY;
            restsLeft = carried ? 0 : busyRests;
            var good = new GeneratorHealth(true, List.of(), 1, 0.1, 5);
            return new MeasuredSearch.Driven(
                    recorded(order.rate(), order.length(), carried, USUAL_MICROS),
                    good,
                    MeasuredSearch.validity(good),
                    !carried,
                    Map.of(),
                    course.size());
        }

        @Override
        public StepRecorder rest(double rate, Duration length) {
            course.add("rest");
            return recorded(rate, length, true, restsLeft-- > 0 ? BUSY_MICROS : USUAL_MICROS);
        }

        @Override
        public void judged(LoadStep step) {}
    }

    private static StepRecorder recorded(double rate, Duration length, boolean carried, long micros) {
        StepRecorder recorder = new StepRecorder();
        List<Frame.Window> windows = new ArrayList<>();
        for (int i = 0; i < length.toMillis() / 250; i++) {
            long due = Math.round(rate * (i + 1) / 4) - Math.round(rate * i / 4);
            var response = new Histogram(3);
            response.recordValueWithCount(micros, carried ? due : 0);
            windows.add(new Frame.Window(
                    i,
                    250,
                    due,
                    due,
                    carried ? due : 0,
                    0,
                    0,
                    carried ? Map.of() : Map.of("timeout", due),
                    Map.of(
                            "GET /",
                            new Frame.Latencies(encoded(response), encoded(response), encoded(new Histogram(3))))));
        }
        recorder.add(new Frame(0, "", windows));
        return recorder;
    }

    private static byte[] encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), histogram.encodeIntoCompressedByteBuffer(buffer));
    }
}
