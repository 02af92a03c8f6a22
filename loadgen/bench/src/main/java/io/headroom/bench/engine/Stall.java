package io.headroom.bench.engine;

import io.headroom.bench.generator.Headroom;
import io.headroom.bench.generator.LoadResult;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Watch;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import io.headroom.bench.server.Nginx;
import io.headroom.bench.server.Standstill;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a target's stand-still is seen in full.
 *
 * <p>For T = 10 s, journeys of two requests arrive evenly, R = 1,000 each second; nginx answers at once, except that it stands still for S = 1 s in the
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
 * If users run out, only the first U arrivals of the stall find one; others are dropped and counted until users come back. Of the N journeys that went,
 * those that came u = p N / R into the stall are at the quantile, in place of p T. If connections run out, requests wait for one, and their due time waits
 * with them: the same truth.
 *
 * <p>After the stall, what waits is answered in the order in which it came, and that takes time, too: C seconds by nginx's own count, until it has answered
 * as many as it would have without the stall. W = S seconds' worth of journeys wait (U / R where users run out), and with those that come meanwhile 2 R
 * (W + C) requests are answered in C. One second's worth of steps, R of them, thus takes c = C / (2 (W + C)); first steps have those before them that came
 * before, second steps, which are due when the first ones end, all W first steps, too:
 *
 * <pre>
 * first step  S - u + u c
 * journey     S - u + (W + u) c
 * </pre>
 *
 * So the first journey ends at S + W c, and until then R (S + W c) - U arrivals find no user.
 */
final class Stall implements Work {

    private static final int JOURNEYS_PER_SECOND = 1_000;
    private static final int REQUESTS_PER_JOURNEY = 2;
    private static final double SECONDS = 10;
    private static final double STALL_SECONDS = 1;
    private static final Duration STALL = Duration.ofSeconds((long) STALL_SECONDS);
    /** In the middle, at 4.5 s; what preparation sends before is less than a tenth of a second's worth. */
    private static final long STALL_AFTER = 9_000;

    /** After that many the rate is what it should be; what preparation sends lies before. */
    private static final long STEADY_AFTER = 2_000;
    /** How long the server's count is looked at when the stall is over. */
    private static final long LOOK_NANOS = 400_000_000;

    private static final double NEAR = 0.02;
    private static final double MILLIS_PER_SECOND = 1_000;

    /**
     * What is bounded.
     *
     * @param users most at a time
     */
    private record Case(String name, int users, int connections) {

        private boolean usersRunOut() {
            return users < JOURNEYS_PER_SECOND * STALL_SECONDS;
        }

        private double waitingSeconds() {
            return Math.min(STALL_SECONDS, (double) users / JOURNEYS_PER_SECOND);
        }
    }

    /**
     * What has to come out.
     *
     * @param comebackSeconds how long the server took to be back where it would have been without the stall
     */
    private record Truth(Case bounds, double comebackSeconds) {

        private double stepSeconds() {
            return comebackSeconds / (REQUESTS_PER_JOURNEY * (bounds.waitingSeconds() + comebackSeconds));
        }

        double droppedJourneys() {
            double until = STALL_SECONDS + bounds.waitingSeconds() * stepSeconds();
            return bounds.usersRunOut() ? JOURNEYS_PER_SECOND * until - bounds.users() : 0;
        }

        private double arrivedAt(double share) {
            return share * (SECONDS - droppedJourneys() / JOURNEYS_PER_SECOND);
        }

        double firstStepMillis(double share) {
            double at = arrivedAt(share);
            return (STALL_SECONDS - at + at * stepSeconds()) * MILLIS_PER_SECOND;
        }

        double journeyMillis(double share) {
            double at = arrivedAt(share);
            return (STALL_SECONDS - at + (bounds.waitingSeconds() + at) * stepSeconds()) * MILLIS_PER_SECOND;
        }
    }

    private static final List<Case> CASES = List.of(
            new Case("everything abounds", 10_000, 5_000),
            new Case("connections run out", 10_000, 50),
            new Case("users run out", 700, 5_000));

    /** A latency that only the given share exceeds. */
    private record Figure(String name, double share) {}

    private static final List<Figure> FIGURES =
            List.of(new Figure("p95", 0.05), new Figure("p99", 0.01), new Figure("max", 0));

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
        List<String> model = List.of(
                "--rate",
                JOURNEYS_PER_SECOND * REQUESTS_PER_JOURNEY + "/s",
                "--in-flight",
                String.valueOf(each.users()),
                "--connections",
                String.valueOf(each.connections()));
        Nginx server = laboratory.nginx();
        var comeback = new Comeback(JOURNEYS_PER_SECOND * REQUESTS_PER_JOURNEY);
        var onlooker = new Onlooker(server, comeback, server.requests());
        var test = new Headroom.LoadTest("TwoSteps", server.url("/"), model, duration);
        laboratory.run(ours, ours.command(test, laboratory.folder()), duration, server, onlooker);
        LoadResult result = ours.result(laboratory.folder());
        return rows(each, result, new Truth(each, comeback.seconds(onlooker.endNanos(), result.dropped())));
    }

    private List<Row> rows(Case each, LoadResult result, Truth truth) {
        List<Row> rows = new ArrayList<>();
        rows.add(row(each, "back after the stall, ms", truth.comebackSeconds() * MILLIS_PER_SECOND));
        for (Figure figure : FIGURES) {
            String name = figure.name();
            rows.add(row(each, "first steps " + name + ", ms", result.requestMillis("GET /first", name))
                    .with(new Goal.Within(truth.firstStepMillis(figure.share()), NEAR)));
            rows.add(row(each, "journeys " + name + ", ms", result.journeyMillis("twoSteps", name))
                    .with(new Goal.Within(truth.journeyMillis(figure.share()), NEAR)));
        }
        if (each.usersRunOut()) {
            rows.add(row(each, "requests dropped", result.dropped())
                    .with(new Goal.Within(truth.droppedJourneys() * REQUESTS_PER_JOURNEY, NEAR)));
        }
        return rows;
    }

    private Row row(Case each, String metric, double figure) {
        return Row.alone(name(), each.name() + ": " + metric, figure);
    }

    /** Lets the server stand still in the middle of the load, and looks closely at how it comes back. */
    private static final class Onlooker implements Watch.Observer {
        private final Nginx server;
        private final Comeback comeback;
        private final long before;
        private long endNanos;

        /** @param before what the server had counted before there was load */
        Onlooker(Nginx server, Comeback comeback, long before) {
            this.server = server;
            this.comeback = comeback;
            this.before = before;
        }

        @Override
        public void seen(long pid, long nanos, long requests) throws IOException {
            if (endNanos != 0 || requests - before < STEADY_AFTER) {
                return;
            }
            if (requests - before < STALL_AFTER) {
                comeback.before(nanos, requests);
                return;
            }
            endNanos = Standstill.of(server.pid(), STALL);
            while (System.nanoTime() - endNanos < LOOK_NANOS) {
                long counted = server.requests();
                comeback.after(System.nanoTime(), counted);
            }
        }

        long endNanos() {
            if (endNanos == 0) {
                throw BenchFailure.environment("the load ended before the server could stand still.");
            }
            return endNanos;
        }
    }
}
