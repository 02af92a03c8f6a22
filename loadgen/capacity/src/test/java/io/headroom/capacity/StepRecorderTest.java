package io.headroom.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.exploration.Window;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.Frame.Latencies;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Frames add up to windows, whatever their order and however often a window comes again. */
class StepRecorderTest {

    private final StepRecorder recorder = new StepRecorder();

    @Test
    void aWindowThatComesAgain_addsUp() {
        recorder.add(frame(window(0, 10, 8, Map.of("timeout", 1L), 20_000)));
        recorder.add(frame(window(0, 0, 1, Map.of("timeout", 1L), 40_000)));

        List<Window> windows = recorder.windows();

        assertThat(windows).hasSize(1);
        assertThat(windows.getFirst().offered()).isEqualTo(10);
        assertThat(windows.getFirst().completed()).isEqualTo(9);
        assertThat(windows.getFirst().errors()).isEqualTo(2);
        assertThat(windows.getFirst().response().getTotalCount()).isEqualTo(2);
    }

    @Test
    void aSilentWindowBetweenOthers_isThere_andEmpty() {
        recorder.add(frame(window(0, 1, 1, Map.of(), 1_000), window(2, 1, 1, Map.of(), 1_000)));

        assertThat(recorder.windows()).extracting(Window::offered).containsExactly(1L, 0L, 1L);
    }

    @Test
    void aSummary_leavesOutTheWarmUpBefore_andTheDrainAfter() {
        recorder.add(frame(
                window(0, 5, 5, Map.of(), 90_000),
                window(1, 5, 4, Map.of("status-503", 1L), 20_000),
                window(2, 5, 5, Map.of(), 20_000),
                window(3, 0, 9, Map.of(), 90_000)));

        StepRecorder.Summary summary = recorder.summary(1, 0.5);

        assertThat(summary.seconds()).isEqualTo(0.5);
        assertThat(summary.completed()).isEqualTo(9);
        assertThat(summary.throughput()).isEqualTo(18);
        assertThat(summary.errors()).containsEntry("status-503", 1L);
        assertThat(summary.response().getMaxValue()).isLessThan(21_000);
    }

    @Test
    void aFrameAlone_tellsWhatWasAnsweredSinceTheOneBefore_whateverItsWindows() {
        Frame late = frame(window(0, 0, 3, Map.of(), 2_000_000), window(9, 10, 7, Map.of("timeout", 2L), 20_000));

        StepRecorder.Summary summary = StepRecorder.of(late, 0.5);

        assertThat(summary.throughput()).isEqualTo(20);
        assertThat(summary.failed()).isEqualTo(2);
        assertThat(summary.response().getMaxValue()).isGreaterThan(1_990_000);
    }

    private static Frame frame(Frame.Window... windows) {
        return new Frame(0, "", List.of(windows));
    }

    private static Frame.Window window(
            int index, long offered, long completed, Map<String, Long> errors, long responseMicros) {
        byte[] histogram = encoded(responseMicros);
        return new Frame.Window(
                index,
                250,
                offered,
                offered,
                completed,
                0,
                0,
                errors,
                Map.of("GET /", new Latencies(histogram, histogram, histogram)));
    }

    private static byte[] encoded(long micros) {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(micros);
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }
}
