package io.headroom.agent.export;

import io.headroom.protocol.Fault;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.load.LoadResult.Latency;
import io.headroom.protocol.load.LoadResult.Window;
import io.headroom.protocol.run.Verdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Results of load tests that never were: exponential response times, 100 requests a second. */
public final class Results {

    private static final int PER_SECOND = 100;

    private final List<LoadResult.Objective> objectives = new ArrayList<>();
    private Verdict verdict = Verdict.PASS;
    private String reason = "3,000 of 3,000 requests were answered as expected.";
    private String name = "GET /profiles/{id}";
    private String scenario = "ProfileJourneys";
    private String url = "http://127.0.0.1:8081";
    private int seconds = 30;
    private double meanMillis = 20;
    private long errorsPerSecond;
    private long seed = 1;

    public static Results aResult() {
        return new Results();
    }

    public Results with(LoadResult.Objective objective) {
        objectives.add(objective);
        return this;
    }

    public Results judged(Verdict verdict, String reason) {
        this.verdict = verdict;
        this.reason = reason;
        return this;
    }

    public Results ofRequest(String name) {
        this.name = name;
        return this;
    }

    public Results ofScenario(String scenario) {
        this.scenario = scenario;
        return this;
    }

    public Results at(String url) {
        this.url = url;
        return this;
    }

    public Results lasting(int seconds) {
        this.seconds = seconds;
        return this;
    }

    public Results taking(double meanMillis) {
        this.meanMillis = meanMillis;
        return this;
    }

    public Results failing(long errorsPerSecond) {
        this.errorsPerSecond = errorsPerSecond;
        return this;
    }

    public Results seed(long seed) {
        this.seed = seed;
        return this;
    }

    public LoadResult build() {
        List<Histogram> windows = windows();
        var whole = new Histogram(3);
        windows.forEach(whole::add);
        var latency = new Latency(
                whole.getValueAtPercentile(50) / 1e3,
                whole.getValueAtPercentile(95) / 1e3,
                whole.getValueAtPercentile(99) / 1e3,
                null,
                whole.getMaxValue() / 1e3,
                whole.getMean() / 1e3);
        long requests = whole.getTotalCount();
        long failed = errorsPerSecond * seconds;
        Map<String, Long> errors = failed == 0 ? Map.of() : Map.of("status-500", failed);
        Map<String, String> first =
                failed == 0 ? Map.of() : Map.of("status-500", name + " was answered with 500, expected 200");
        Instant started = Instant.parse("2026-11-24T09:00:00Z");
        return new LoadResult(
                LoadResult.SCHEMA,
                "run-" + seed,
                started,
                started.plusSeconds(seconds),
                verdict,
                reason,
                verdict == Verdict.PASS ? null : Fault.TARGET,
                false,
                new LoadResult.Scenario(scenario, scenario + ".java", "0".repeat(64)),
                new LoadResult.Target(url, List.of("Accept"), 10),
                new LoadResult.Load(
                        "open",
                        List.of(new LoadResult.Stage(PER_SECOND, PER_SECOND, seconds)),
                        "even",
                        "tick",
                        null,
                        1,
                        1,
                        1),
                objectives,
                seconds,
                new LoadResult.Totals(
                        requests + failed,
                        requests + failed,
                        requests + failed,
                        requests,
                        errors,
                        0,
                        0,
                        PER_SECOND,
                        (double) failed / (requests + failed),
                        first,
                        latency,
                        latency,
                        latency),
                List.of(new LoadResult.Request(
                        name,
                        requests,
                        errors,
                        PER_SECOND,
                        latency,
                        latency,
                        latency,
                        new LoadResult.Histograms(bytes(whole), bytes(whole), bytes(whole)),
                        new LoadResult.Windows(
                                1, windows.stream().map(Results::bytes).toList()))),
                List.of(new LoadResult.Journey("view", requests, failed, 0, 0, latency)),
                1,
                IntStream.range(0, seconds).mapToObj(this::window).toList(),
                List.of(),
                new LoadResult.Generator(
                        "valid",
                        List.of(),
                        0.4,
                        0.1,
                        3,
                        1,
                        0,
                        new LoadResult.Kept(requests, PER_SECOND, 0.9, 0.999, 1)),
                new LoadResult.Environment(2, "25+36", "Linux amd64", "0.1.0"));
    }

    private Window window(int second) {
        return new Window(
                second,
                PER_SECOND + errorsPerSecond,
                PER_SECOND + errorsPerSecond,
                PER_SECOND,
                errorsPerSecond,
                0,
                2,
                new Latency(1.0, 2.0, null, null, 3.0, 1.5));
    }

    private List<Histogram> windows() {
        var random = new Random(seed);
        List<Histogram> windows = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            var histogram = new Histogram(3);
            for (int i = 0; i < PER_SECOND; i++) {
                histogram.recordValue(Math.round(-Math.log(1 - random.nextDouble()) * meanMillis * 1_000));
            }
            windows.add(histogram);
        }
        return windows;
    }

    private static byte[] bytes(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), histogram.encodeIntoCompressedByteBuffer(buffer));
    }
}
