package io.headroom.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.capacity.StepRecorder.Summary;
import io.headroom.protocol.fleet.Frame;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Windows of a second with a hundred answers each. */
class LiveFiguresTest {

    private final LiveFigures live = new LiveFigures();

    @Test
    void framesThatComeInBunches_showTheSameRate() {
        assertThat(live.of(frame(0, 1)).map(Summary::throughput)).hasValue(100.0);
        assertThat(live.of(frame(1, 4)).map(Summary::throughput)).hasValue(100.0);
        assertThat(live.of(frame(4, 5)).map(Summary::throughput)).hasValue(100.0);
    }

    @Test
    void aFrameWithNoNewLoadTime_isNotShown() {
        assertThat(live.of(frame(0, 1))).isPresent();
        assertThat(live.of(frame(0, 1))).isEmpty();
        assertThat(live.of(new Frame(0, "", List.of()))).isEmpty();
    }

    private static Frame frame(int first, int end) {
        return new Frame(
                0,
                "",
                IntStream.range(first, end)
                        .mapToObj(index -> new Frame.Window(index, 1_000, 100, 100, 100, 0, 0, Map.of(), Map.of()))
                        .toList());
    }
}
