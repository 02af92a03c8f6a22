package io.headroom.bench.engine;

import io.headroom.bench.generator.Headroom;
import io.headroom.bench.generator.LoadResult;
import io.headroom.bench.measure.Watch;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import io.headroom.bench.server.StallingServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a target's stand-still is seen in full.
 *
 * <p>For T = 10 s, journeys of two requests arrive evenly, R = 1,000 each second; the target answers at once, except that it stands still for S = 1 s in the
 * middle. Whoever arrives u seconds into the stall waits S - u. So of all R T first steps, R S = a tenth are late, by times evenly spread over 0 to S, and
 * all others take next to nothing:
 *
 * <pre>
 * late by     share p of all that are later than x:  (S - x) / T,  so the (1 - p) quantile is  x = S - p T
 *   S |\        p95: 1 - 0.05 x 10 = 0.50 s
 *     | \       p99: 1 - 0.01 x 10 = 0.90 s
 *     |  \      max: 1.00 s
 *   0 +---+---> arrival
 * </pre>
 *
 * Second steps are due when the first ones end, after the stall; so whole journeys have the same quantiles as first steps. If connections run out, requests
 * wait for one, and their due time waits with them: the same truth. If users run out, only the first U arrivals of the stall find one; the R S - U others are
 * dropped and counted. Of the N = R T - (R S - U) journeys that went, U were late, by S - U/R to S, so the quantiles are x = S - p N / R.
 */
final class Stall implements Work {

    private static final int JOURNEYS_PER_SECOND = 1_000;
    private static final int REQUESTS_PER_JOURNEY = 2;
    private static final double SECONDS = 10;
    private static final double STALL_SECONDS = 1;
    /** In the middle, at 4.5 s; what preparation sends before is less than a tenth of a second's worth. */
    private static final long STALL_AFTER = 9_000;

    private static final double NEAR = 0.02;
    private static final int USERS = 700;
    private static final double MILLIS_PER_SECOND = 1_000;

    /** What is bounded, and what therefore is dropped. */
    private record Case(String name, List<String> bounds, double droppedJourneys) {

        double truthMillis(double share) {
            double went = JOURNEYS_PER_SECOND * SECONDS - droppedJourneys;
            return (STALL_SECONDS - share * went / JOURNEYS_PER_SECOND) * MILLIS_PER_SECOND;
        }
    }

    private static final List<Case> CASES = List.of(
            new Case("everything abounds", List.of("--in-flight", "10000", "--connections", "5000"), 0),
            new Case("connections run out", List.of("--in-flight", "10000", "--connections", "50"), 0),
            new Case(
                    "users run out",
                    List.of("--in-flight", String.valueOf(USERS), "--connections", "5000"),
                    JOURNEYS_PER_SECOND * STALL_SECONDS - USERS));

    @Override
    public String name() {
        return "stall";
    }

    @Override
    public List<Row> measure(Laboratory laboratory) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (Case each : CASES) {
            rows.addAll(measure(laboratory, each));
            laboratory.progress().accept("stall: done where " + each.name());
        }
        return rows;
    }

    private List<Row> measure(Laboratory laboratory, Case each) throws IOException, InterruptedException {
        var ours = new Headroom();
        var duration = Duration.ofSeconds((long) SECONDS);
        List<String> model = Stream.concat(
                        Stream.of("--rate", JOURNEYS_PER_SECOND * REQUESTS_PER_JOURNEY + "/s"), each.bounds().stream())
                .toList();
        Duration stall = Duration.ofMillis((long) (STALL_SECONDS * MILLIS_PER_SECOND));
        try (var server = StallingServer.start(STALL_AFTER, stall)) {
            var test = new Headroom.LoadTest("TwoSteps", server.url("/"), model, duration);
            laboratory.run(ours, ours.command(test, laboratory.folder()), duration, server, Watch.Observer.NONE);
        }
        LoadResult result = ours.result(laboratory.folder());
        List<Row> rows = new ArrayList<>();
        for (var figure : List.of("p95", "p99", "max")) {
            double share = switch (figure) {
                case "p95" -> 0.05;
                case "p99" -> 0.01;
                default -> 0;
            };
            var truth = new Goal.Within(each.truthMillis(share), NEAR);
            rows.add(row(each, "first steps " + figure + ", ms", result.requestMillis("GET /first", figure))
                    .with(truth));
            rows.add(row(each, "journeys " + figure + ", ms", result.journeyMillis("twoSteps", figure))
                    .with(truth));
        }
        if (each.droppedJourneys() > 0) {
            rows.add(row(each, "requests dropped", result.dropped())
                    .with(new Goal.Within(each.droppedJourneys() * REQUESTS_PER_JOURNEY, NEAR)));
        }
        return rows;
    }

    private Row row(Case each, String metric, double figure) {
        return Row.alone(name(), each.name() + ": " + metric, figure);
    }
}
