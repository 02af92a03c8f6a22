package io.headroom.bench.engine;

import io.headroom.bench.generator.FixedRate;
import io.headroom.bench.generator.H2load;
import io.headroom.bench.generator.Headroom;
import io.headroom.bench.generator.LoadResult;
import io.headroom.bench.measure.SteadyWindow;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a rate that is asked for is what goes, at what cost and how punctually, from the first second on. Always beside h2load: of the peers that Debian
 * has, it alone keeps a rate.
 */
final class PacedRate implements Work {

    private static final int CONNECTIONS = 64;
    private static final String REQUEST = "GET /small";
    private static final Goal HARDLY_DEARER = new Goal.RatioAtMost(1.3);
    private static final Goal ALL_WENT = new Goal.AtLeast(0.999);
    private static final Goal WITHIN_A_TICK = new Goal.AtMost(1.1);

    private final int requestsPerSecond;
    private final Settings settings;

    PacedRate(int requestsPerSecond, Settings settings) {
        this.requestsPerSecond = requestsPerSecond;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "rate-" + requestsPerSecond;
    }

    @Override
    public List<Row> measure(Laboratory laboratory) throws IOException, InterruptedException {
        var ours = new Headroom();
        URI url = laboratory.nginx().url("/small");
        List<LoadResult> results = new ArrayList<>();
        var contestants = new Rounds<FixedRate.Sender>(laboratory, settings)
                .of(
                        name(),
                        List.of(ours, new H2load()),
                        (sender, duration) -> sender.command(
                                new FixedRate(url, CONNECTIONS, requestsPerSecond, duration), laboratory.folder()),
                        (sender, window) -> {
                            if (sender == ours && (window.isClean() || results.isEmpty())) {
                                results.add(ours.result(laboratory.folder()));
                            }
                        });
        List<Row> rows = new ArrayList<>();
        rows.add(achieved(contestants));
        rows.addAll(CostRow.of(name(), contestants, peer -> Optional.of(HARDLY_DEARER)));
        rows.addAll(punctuality(results));
        return rows;
    }

    private Row achieved(List<Contestant<FixedRate.Sender>> contestants) {
        Windows ours = contestants.getFirst().windows();
        Windows theirs = contestants.getLast().windows();
        return Row.beside(
                        name(),
                        "achieved / asked, by nginx's count",
                        ours.median(this::achieved),
                        contestants.getLast().generator().name(),
                        theirs.median(this::achieved))
                .with(ALL_WENT);
    }

    private double achieved(SteadyWindow window) {
        return window.requestsPerSecond() / requestsPerSecond;
    }

    /** Of the round in the middle, by its lag. */
    private List<Row> punctuality(List<LoadResult> results) {
        LoadResult middle = results.stream()
                .sorted((a, b) -> Double.compare(a.lagP99Millis(REQUEST), b.lagP99Millis(REQUEST)))
                .toList()
                .get(results.size() / 2);
        List<LoadResult.Window> windows =
                middle.windows().stream().filter(window -> window.offered() > 0).toList();
        double worstAchieved = windows.stream()
                .mapToDouble(window -> Math.min(window.sent(), window.offered()) / (double) window.offered())
                .min()
                .orElse(0);
        double worstLag = windows.stream()
                .mapToDouble(LoadResult.Window::lagP99Millis)
                .max()
                .orElse(Double.NaN);
        String lags = windows.stream()
                .map(window -> String.format(Locale.ROOT, "%.2f", window.lagP99Millis()))
                .collect(Collectors.joining(" "));
        return List.of(
                Row.alone(name(), "lag p99, ms", middle.lagP99Millis(REQUEST)).with(WITHIN_A_TICK),
                Row.alone(name(), "sent / due, worst second", worstAchieved).with(ALL_WENT),
                Row.alone(name(), "lag p99 of the worst second, ms", worstLag)
                        .with(WITHIN_A_TICK)
                        .noting("second by second: " + lags));
    }
}
