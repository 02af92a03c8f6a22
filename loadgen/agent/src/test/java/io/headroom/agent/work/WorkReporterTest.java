package io.headroom.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.agent.platform.FleetClient;
import io.headroom.engine.measurement.Latencies;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.protocol.fleet.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkReporterTest {

    private static final AgentTiming QUICK =
            new AgentTiming(Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(500));

    private final CountDownLatch stopped = new CountDownLatch(1);
    private FleetServer platform;
    private FleetClient fleet;

    @BeforeEach
    void serve() throws IOException {
        platform = new FleetServer();
        fleet = new FleetClient(platform.url());
    }

    @AfterEach
    void close() {
        fleet.close();
        platform.close();
    }

    @Test
    void sendsWhatWasMeasuredWithItsHistograms() throws DataFormatException {
        WorkReporter reporter = reporter();
        reporter.progress("driving step 4");
        reporter.measured(List.of(window(0, 21_000)));
        assertThat(reporter.finish()).isTrue();
        Frame frame = platform.frames.getLast();
        assertThat(frame.progress()).isEqualTo("driving step 4");
        Frame.Window window = platform.frames.stream()
                .flatMap(sent -> sent.windows().stream())
                .findFirst()
                .orElseThrow();
        assertThat(window.offered()).isEqualTo(10);
        assertThat(window.errors()).containsEntry("status-503", 2L);
        byte[] response = window.requests().get("GET /profiles/{id}").response();
        assertThat(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(response), 0)
                        .getValueAtPercentile(50))
                .isBetween(20_950L, 21_050L);
    }

    @Test
    void repeatsAFrameUnderItsSequenceUntilThePlatformHasIt() {
        platform.failuresToCome.set(3);
        WorkReporter reporter = reporter();
        reporter.measured(List.of(window(0, 1)));
        assertThat(reporter.finish()).isTrue();
        assertThat(platform.frames).extracting(Frame::sequence).startsWith(0L, 0L, 0L, 0L);
        assertThat(platform.frames.stream().limit(4).map(Frame::windows).map(List::size))
                .as("what is repeated does not change")
                .containsOnly(platform.frames.getFirst().windows().size());
    }

    @Test
    void losesNoWindowAndSendsNoneTwiceUnderDifferentSequences() {
        WorkReporter reporter = reporter();
        for (int index = 0; index < 50; index++) {
            reporter.measured(List.of(window(index, 1)));
            platform.failuresToCome.compareAndSet(0, index % 7 == 0 ? 1 : 0);
        }
        assertThat(reporter.finish()).isTrue();
        var bySequence = new TreeMap<Long, Frame>();
        platform.frames.forEach(frame -> bySequence.put(frame.sequence(), frame));
        assertThat(bySequence.values().stream().flatMap(frame -> frame.windows().stream()))
                .extracting(Frame.Window::index)
                .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void stopsTheWorkWhenThePlatformSaysSo() throws InterruptedException {
        platform.stop = true;
        WorkReporter reporter = reporter();
        assertThat(stopped.await(2, TimeUnit.SECONDS)).isTrue();
        assertThat(reporter.finish()).isTrue();
    }

    @Test
    void stopsTheWorkWhenThePlatformIsLost() throws InterruptedException {
        platform.close();
        WorkReporter reporter = reporter();
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(reporter.finish()).isFalse();
    }

    private WorkReporter reporter() {
        return new WorkReporter(
                        fleet,
                        "agent-1",
                        "work-1",
                        QUICK,
                        new PlatformContact(System::nanoTime, QUICK),
                        stopped::countDown)
                .start();
    }

    private static WindowDelta window(int index, long micros) {
        var histogram = new Histogram(3);
        histogram.recordValue(micros);
        return new WindowDelta(
                index,
                Duration.ofSeconds(1),
                10,
                10,
                8,
                0,
                1,
                Map.of("status-503", 2L),
                Map.of("GET /profiles/{id}", new Latencies(histogram, histogram, histogram)),
                Map.of());
    }
}
