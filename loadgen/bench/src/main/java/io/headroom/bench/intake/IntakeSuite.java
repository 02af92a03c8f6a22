package io.headroom.bench.intake;

import io.headroom.bench.generator.Native;
import io.headroom.bench.intake.SpanSender.Sent;
import io.headroom.bench.intake.SpanServer.Taken;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Cores;
import io.headroom.bench.measure.ProcessTime;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a span costs, from its bytes to aggregates: the platform beside Zipkin's server, which stores it in memory. Both stand on one core and are sent to in turn from another; spans are the
 * same, each in the server's own protobuf, by gzip.
 *
 * <p>Zipkin's server is sent as much as it answers. Ours is sent what it must not lose anything of: above that it would drop what it does not pay for. A round of ours ends when the last trace
 * has left and stands in the figures, so that nothing of a span's cost is left for later.
 */
public final class IntakeSuite {

    private static final String WORK = "otlp";
    private static final String SESSION = "bench";
    private static final double RATE_GOAL = 50_000;
    private static final int SPANS_WRITTEN = 1_000_000;
    private static final Duration QUIET_MAX = Duration.ofSeconds(20);
    private static final Duration OVERLOAD = Duration.ofSeconds(4);
    /** A paced sender's last requests are answered a little after its time. */
    private static final double RATE_TOLERANCE = 0.98;

    private final Settings settings;
    private final Consumer<String> progress;

    /**
     * How long.
     *
     * @param warmUp of each server
     * @param rounds of each, of which medians are taken
     * @param round how long each lasts
     * @param rate spans/s at which nothing may be lost
     */
    public record Settings(Duration warmUp, int rounds, Duration round, double rate) {}

    public IntakeSuite(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** @param done spans of traces that stand whole in the figures */
    private record Round(double spansPerSecond, double cpuSecondsPerMillion, long lost, long done) {}

    /** A server under measurement. */
    private record Contestant(SpanServer server, SpanSender sender, double spansPerSecond, List<Round> rounds) {}

    public void measure(Consumer<List<Row>> measured) throws IOException, InterruptedException {
        Native.require("taskset", "util-linux");
        Cores cores = Cores.ofThisProcess()
                .orElseThrow(() -> BenchFailure.environment(
                        "this process may use one core only, and a server and a sender on one core take time from each"
                                + " other: it cannot be measured here. Give it two."));
        Path folder = Files.createTempDirectory("headroom-bench");
        try (Zipkin zipkin = Zipkin.start(cores.server(), folder);
                Platform platform = Platform.start(cores.server(), folder, SESSION)) {
            cores.keepOffServer();
            progress.accept("writing %,d spans in both formats".formatted(SPANS_WRITTEN));
            Contestant ours = contestant(platform, new OtlpFormat(), settings.rate());
            Contestant theirs = contestant(zipkin, new ZipkinFormat(), Double.POSITIVE_INFINITY);
            rounds(List.of(ours, theirs));
            measured.accept(rows(ours, theirs));
            measured.accept(List.of(overload(ours)));
        } finally {
            delete(folder);
        }
    }

    private Contestant contestant(SpanServer server, SpanFormat format, double spansPerSecond) {
        MadeUpTraffic traffic = new MadeUpTraffic(SESSION, 1, System.currentTimeMillis() * 1_000);
        return new Contestant(
                server,
                new SpanSender(server.address(), Reports.of(traffic, format, SPANS_WRITTEN)),
                spansPerSecond,
                new ArrayList<>());
    }

    private void rounds(List<Contestant> contestants) throws IOException, InterruptedException {
        for (Contestant contestant : contestants) {
            progress.accept("warming up " + contestant.server().name());
            contestant.sender().send(settings.warmUp(), contestant.spansPerSecond());
            contestant.server().awaitAllDone(QUIET_MAX);
        }
        for (int i = 0; i < settings.rounds(); i++) {
            for (Contestant contestant : contestants) {
                contestant.rounds().add(round(contestant));
            }
        }
    }

    private Round round(Contestant contestant) throws IOException, InterruptedException {
        SpanServer server = contestant.server();
        Taken before = server.taken();
        double cpuBefore = ProcessTime.cpuSeconds(server.pid());
        Sent sent = contestant.sender().send(settings.round(), contestant.spansPerSecond());
        server.awaitAllDone(QUIET_MAX);
        double cpuSeconds = ProcessTime.cpuSeconds(server.pid()) - cpuBefore;
        Taken after = server.taken();
        long taken = after.spans() - before.spans();
        if (taken != sent.accepted()) {
            throw BenchFailure.environment(
                    "%s was sent %,d spans and says it took %,d.".formatted(server.name(), sent.accepted(), taken));
        }
        Round round = new Round(
                taken / sent.seconds(),
                cpuSeconds / taken * 1e6,
                after.lost() - before.lost() + sent.refused(),
                after.done() - before.done());
        progress.accept(String.format(
                Locale.ROOT,
                "%s: %,.0f spans/s, %.2f CPU-s per million, %,d of %,d lost",
                server.name(),
                round.spansPerSecond(),
                round.cpuSecondsPerMillion(),
                round.lost(),
                taken));
        return round;
    }

    private List<Row> rows(Contestant ours, Contestant theirs) {
        double ourCost = median(ours, Round::cpuSecondsPerMillion);
        double theirCost = median(theirs, Round::cpuSecondsPerMillion);
        String peer = theirs.server().name();
        return List.of(
                Row.beside(WORK, "spans per CPU-second", 1e6 / ourCost, peer, 1e6 / theirCost)
                        .with(new Goal.RatioAtLeast(3)),
                Row.beside(WORK, "CPU-seconds per million spans", ourCost, peer, theirCost),
                Row.beside(
                                WORK,
                                "spans/s on one core",
                                median(ours, Round::spansPerSecond),
                                peer,
                                median(theirs, Round::spansPerSecond))
                        .with(new Goal.AtLeast(RATE_GOAL * RATE_TOLERANCE))
                        .noting("ours as asked for, theirs as many as it answers"),
                Row.alone(
                                WORK,
                                "spans lost at %,.0f/s".formatted(settings.rate()),
                                ours.rounds().stream().mapToLong(Round::lost).sum())
                        .with(new Goal.AtMost(0))
                        .noting("%,d spans in whole traces stand in the figures"
                                .formatted(ours.rounds().stream()
                                        .mapToLong(Round::done)
                                        .sum())));
    }

    /** Whatever is too much is counted: nothing is accepted and then neither added up nor told as lost. */
    private Row overload(Contestant ours) throws IOException, InterruptedException {
        SpanServer server = ours.server();
        Taken before = server.taken();
        Sent sent = ours.sender().send(OVERLOAD, Double.POSITIVE_INFINITY);
        server.awaitAllDone(QUIET_MAX);
        Taken after = server.taken();
        long lost = after.lost() - before.lost();
        long untold = sent.accepted() - lost - (after.left() - before.left());
        return Row.alone(WORK, "spans lost and not counted above it", untold)
                .with(new Goal.AtMost(0))
                .noting(String.format(
                        Locale.ROOT,
                        "%,.0f/s accepted, %,d counted as lost of %,d",
                        sent.accepted() / sent.seconds(),
                        lost,
                        sent.accepted()));
    }

    private interface Figure {
        double of(Round round);
    }

    private static double median(Contestant contestant, Figure figure) {
        double[] sorted =
                contestant.rounds().stream().mapToDouble(figure::of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
