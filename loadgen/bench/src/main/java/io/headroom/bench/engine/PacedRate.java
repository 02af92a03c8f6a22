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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
        List<Punctuality> rounds = new ArrayList<>();
        var contestants = new Rounds<FixedRate.Sender>(laboratory, settings)
                .of(
                        name(),
                        List.of(ours, new H2load()),
                        (sender, duration) -> sender.command(
                                new FixedRate(url, CONNECTIONS, requestsPerSecond, duration), laboratory.folder()),
                        (sender, window) -> {
                            if (sender == ours && (window.isClean() || rounds.isEmpty())) {
                                rounds.add(Punctuality.of(ours, laboratory.folder()));
                            }
                        });
        List<Row> rows = new ArrayList<>();
        rows.add(achieved(contestants));
        rows.addAll(CostRow.of(name(), contestants, peer -> Optional.of(HARDLY_DEARER)));
        rows.addAll(punctuality(rounds));
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

    /** How punctual one round of ours was. */
    private record Punctuality(double lagP99Millis, List<Double> lagP99MillisBySecond, double sentOfDueLeast) {

        static Punctuality of(Headroom ours, Path folder) throws IOException {
            LoadResult result = ours.result(folder);
            double sentOfDueLeast = result.windows().stream()
                    .filter(window -> window.offered() > 0)
                    .mapToDouble(window -> (double) window.sent() / window.offered())
                    .min()
                    .orElse(0);
            return new Punctuality(result.lagP99Millis(REQUEST), ours.lagP99Millis(REQUEST, folder), sentOfDueLeast);
        }

        double worstMillis() {
            return lagP99MillisBySecond.stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(Double.NaN);
        }
    }

    /** Of the round in the middle, by its lag. */
    private List<Row> punctuality(List<Punctuality> rounds) {
        Punctuality middle = rounds.stream()
                .sorted(Comparator.comparingDouble(Punctuality::lagP99Millis))
                .toList()
                .get(rounds.size() / 2);
        String lags = middle.lagP99MillisBySecond().stream()
                .map(millis -> String.format(Locale.ROOT, "%.2f", millis))
                .collect(Collectors.joining(" "));
        return List.of(
                Row.alone(name(), "lag p99, ms", middle.lagP99Millis()).with(WITHIN_A_TICK),
                Row.alone(name(), "sent / due, worst second", middle.sentOfDueLeast())
                        .with(ALL_WENT),
                Row.alone(name(), "lag p99 of the worst second, ms", middle.worstMillis())
                        .with(WITHIN_A_TICK)
                        .noting("second by second: " + lags));
    }
}
