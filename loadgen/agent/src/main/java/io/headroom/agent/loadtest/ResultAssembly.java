package io.headroom.agent.loadtest;

import io.headroom.agent.loadtest.Judgement.Evidence;
import io.headroom.agent.objective.ObjectiveJudge;
import io.headroom.agent.objective.Outcome;
import io.headroom.agent.objective.Subject;
import io.headroom.engine.DriveReport;
import io.headroom.engine.JourneyTotals;
import io.headroom.engine.Load;
import io.headroom.engine.Shortage;
import io.headroom.engine.measurement.Latencies;
import io.headroom.engine.schedule.Segment;
import io.headroom.exploration.SampleSize;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.load.LoadResult.Histograms;
import io.headroom.protocol.load.LoadResult.Latency;
import io.headroom.protocol.load.LoadResult.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Makes the result document of what was asked, measured and reported. */
final class ResultAssembly {

    /** Windows of each request that a document carries for comparisons, at most. */
    private static final int WINDOWS_MOST = 300;

    private static final double MICROS_PER_MILLI = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final LoadTest test;
    private final Course course;
    private final Measurements measured;
    private final DriveReport report;
    private final double secondsAsked;
    private final double seconds;

    /**
     * How the test went.
     *
     * @param requestsPerJourney mean over the mix, as the preparation learned it
     * @param headroom version of this program
     */
    record Course(Instant started, Instant finished, double requestsPerJourney, String headroom) {}

    ResultAssembly(LoadTest test, Course course, Measurements measured, DriveReport report) {
        this.test = test;
        this.course = course;
        this.measured = measured;
        this.report = report;
        this.secondsAsked = test.load().duration().toNanos() / NANOS_PER_SECOND;
        this.seconds = report.stopped() || measured.slices().isEmpty()
                ? Math.min(secondsAsked, (double) measured.slices().size() * measured.sliceSeconds())
                : secondsAsked;
    }

    LoadResult result() {
        LoadResult.Totals totals = totals();
        List<Outcome> outcomes = new ObjectiveJudge(everything(totals), named()).judge(test.objectives());
        Judgement judgement = Judgement.of(new Evidence(report, totals, outcomes, seconds, secondsAsked));
        return result(totals, outcomes, judgement);
    }

    /** Of a test that came to an end before its load began: nothing is known of its objectives. */
    LoadResult unmeasured(Judgement judgement) {
        List<Outcome> outcomes = test.objectives().stream()
                .map(objective -> new Outcome(objective, null, Outcome.Answer.UNKNOWN, "nothing was measured"))
                .toList();
        return result(totals(), outcomes, judgement);
    }

    private LoadResult result(LoadResult.Totals totals, List<Outcome> outcomes, Judgement judgement) {
        return new LoadResult(
                LoadResult.SCHEMA,
                test.settings().run().name(),
                course.started(),
                course.finished(),
                judgement.verdict(),
                judgement.reason(),
                judgement.fault(),
                report.stopped(),
                Provenance.scenario(test.file(), test.scenario()),
                Provenance.target(test.target()),
                load(),
                outcomes.stream().map(ResultAssembly::objective).toList(),
                seconds,
                totals,
                requests(),
                journeys(),
                measured.sliceSeconds(),
                series(),
                report.shortages().stream()
                        .filter(each -> !report.stopped() || each.of() != Shortage.Of.TARGET) // what a stop cut off
                        .map(each -> new LoadResult.Shortage(word(each.of()), each.sentence()))
                        .toList(),
                generator(),
                Provenance.environment(course.headroom()));
    }

    private LoadResult.Load load() {
        double perJourney = rounded(course.requestsPerJourney());
        int loops = test.settings().loops();
        long seed = test.settings().run().seed();
        return switch (test.load()) {
            case Load.Open open ->
                new LoadResult.Load(
                        "open",
                        stages(open.requestsPerSecond().segments()),
                        word(test.settings().pace().spacing()),
                        word(test.settings().pace().pacing()),
                        null,
                        perJourney,
                        loops,
                        seed);
            case Load.Closed closed ->
                new LoadResult.Load(
                        "closed",
                        stages(closed.users().segments()),
                        null,
                        null,
                        closed.pause().toNanos() / NANOS_PER_SECOND,
                        perJourney,
                        loops,
                        seed);
        };
    }

    private static List<LoadResult.Stage> stages(List<Segment> segments) {
        return segments.stream()
                .map(segment -> new LoadResult.Stage(
                        segment.from(), segment.to(), segment.duration().toNanos() / NANOS_PER_SECOND))
                .toList();
    }

    private static LoadResult.Objective objective(Outcome outcome) {
        @Nullable
        Boolean met = switch (outcome.answer()) {
            case MET -> true;
            case MISSED -> false;
            case UNKNOWN -> null;
        };
        @Nullable Double actual = outcome.actual() == null ? null : rounded(outcome.actual());
        return new LoadResult.Objective(
                outcome.objective().text(),
                outcome.objective().metric().text(),
                outcome.objective().limit(),
                actual,
                met,
                outcome.sentence());
    }

    private LoadResult.Totals totals() {
        long sent = measured.slices().stream().mapToLong(slice -> slice.sent).sum();
        long dropped =
                measured.slices().stream().mapToLong(slice -> slice.dropped).sum();
        var counts = report.totals();
        long unfinished = report.stopped() ? 0 : counts.unfinished();
        long failed = sum(counts.errors()) + dropped + unfinished;
        long all = Math.max(counts.offered(), counts.completed() + failed);
        Latencies latencies = measured.allRequests();
        return new LoadResult.Totals(
                counts.offered(),
                counts.started(),
                sent,
                counts.completed(),
                new TreeMap<>(counts.errors()),
                dropped,
                counts.unfinished(),
                rounded(completedInTime() / Math.max(seconds, 1e-3)),
                all == 0 ? 0 : (double) failed / all,
                new TreeMap<>(report.firstFailures()),
                latency(latencies.response()),
                latency(latencies.service()),
                latency(latencies.lag()));
    }

    /** Answered while the load lasted; what came during the drain is no throughput of the load. */
    private double completedInTime() {
        List<Measurements.Slice> slices = measured.slices();
        int end = (int) Math.min(slices.size(), Math.ceil(seconds / measured.sliceSeconds()));
        return slices.subList(0, end).stream()
                .mapToLong(slice -> slice.completed)
                .sum();
    }

    private Subject everything(LoadResult.Totals totals) {
        Latencies all = measured.allRequests();
        long failed = sum(totals.errors()) + totals.dropped() + (report.stopped() ? 0 : totals.unfinished());
        long inTime = Math.round(totals.requestsPerSecond() * seconds);
        return new Subject(
                totals.offered(),
                totals.completed(),
                failed,
                inTime,
                seconds,
                all.response(),
                all.service(),
                all.lag());
    }

    private Map<String, Subject> named() {
        Map<String, Subject> named = new TreeMap<>();
        report.journeys().forEach((name, counts) -> named.put(name, journey(name, counts)));
        requestNames().forEach(name -> named.put(name, request(name)));
        return named;
    }

    /** Also those of which none was answered as expected. */
    private Set<String> requestNames() {
        Set<String> names = new TreeSet<>(measured.requests().keySet());
        names.addAll(report.errorsByRequest().keySet());
        return names;
    }

    private Subject request(String name) {
        Latencies latencies = latenciesOf(name);
        long completed = latencies.response().getTotalCount();
        long failed = sum(errorsOf(name));
        return new Subject(
                completed + failed,
                completed,
                failed,
                completed,
                seconds,
                latencies.response(),
                latencies.service(),
                latencies.lag());
    }

    private Map<String, Long> errorsOf(String name) {
        return report.errorsByRequest().getOrDefault(name, Map.of());
    }

    private Latencies latenciesOf(String name) {
        return measured.requests().getOrDefault(name, Measurements.newLatencies());
    }

    private Subject journey(String name, JourneyTotals counts) {
        Histogram response = measured.journeys().getOrDefault(name, new Histogram(3));
        long failed = counts.failed() + counts.dropped() + (report.stopped() ? 0 : counts.unfinished());
        return new Subject(
                counts.begun() + counts.dropped(),
                counts.succeeded(),
                failed,
                counts.succeeded(),
                seconds,
                response,
                null,
                null);
    }

    private List<LoadResult.Request> requests() {
        int each = Math.max(1, Math.ceilDiv(measured.slices().size(), WINDOWS_MOST));
        return requestNames().stream().map(name -> request(name, each)).toList();
    }

    private LoadResult.Request request(String name, int slicesEach) {
        Latencies latencies = latenciesOf(name);
        long completed = latencies.response().getTotalCount();
        return new LoadResult.Request(
                name,
                completed,
                new TreeMap<>(errorsOf(name)),
                rounded(completed / Math.max(seconds, 1e-3)),
                latency(latencies.response()),
                latency(latencies.service()),
                latency(latencies.lag()),
                new Histograms(
                        StoredHistogram.compressed(latencies.response()),
                        StoredHistogram.compressed(latencies.service()),
                        StoredHistogram.compressed(latencies.lag())),
                new LoadResult.Windows(
                        (double) slicesEach * measured.sliceSeconds(),
                        measured.responses(name, slicesEach).stream()
                                .map(StoredHistogram::compressed)
                                .toList()));
    }

    private List<LoadResult.Journey> journeys() {
        List<LoadResult.Journey> journeys = new ArrayList<>();
        new TreeMap<>(report.journeys())
                .forEach((name, counts) -> journeys.add(new LoadResult.Journey(
                        name,
                        counts.succeeded(),
                        counts.failed(),
                        counts.dropped(),
                        counts.unfinished(),
                        latency(measured.journeys().getOrDefault(name, new Histogram(3))))));
        return journeys;
    }

    private List<Window> series() {
        List<Measurements.Slice> slices = measured.slices();
        return IntStream.range(0, slices.size())
                .mapToObj(i -> window((double) i * measured.sliceSeconds(), slices.get(i)))
                .toList();
    }

    private static Window window(double second, Measurements.Slice slice) {
        return new Window(
                second,
                slice.offered,
                slice.sent,
                slice.completed,
                slice.errors,
                slice.dropped,
                slice.inFlight,
                latency(slice.response.histogram()));
    }

    private LoadResult.Generator generator() {
        var health = report.health();
        return new LoadResult.Generator(
                health.valid() ? "valid" : "invalid",
                health.reasons(),
                rounded(health.lagP99Millis()),
                rounded(health.cpu()),
                health.gcMillis(),
                rounded(health.stallMillisMax()),
                health.droppedArrivals(),
                kept());
    }

    /** Users of the closed model are not due at any time. */
    private LoadResult.@Nullable Kept kept() {
        var kept = report.kept();
        return test.load() instanceof Load.Closed || kept.arrivals() == 0
                ? null
                : new LoadResult.Kept(
                        kept.arrivals(),
                        rounded(kept.journeysPerSecond()),
                        kept.within01Millis(),
                        kept.within1Millis(),
                        kept.within10Millis());
    }

    static Latency latency(Histogram micros) {
        if (micros.getTotalCount() == 0) {
            return new Latency(null, null, null, null, null, null);
        }
        return new Latency(
                percentile(micros, 0.50),
                percentile(micros, 0.95),
                percentile(micros, 0.99),
                percentile(micros, 0.999),
                rounded(micros.getMaxValue() / MICROS_PER_MILLI),
                rounded(micros.getMean() / MICROS_PER_MILLI));
    }

    private static @Nullable Double percentile(Histogram micros, double share) {
        return micros.getTotalCount() < SampleSize.carrying(share)
                ? null
                : rounded(micros.getValueAtPercentile(100 * share) / MICROS_PER_MILLI);
    }

    /** Three decimals: microseconds, which is what was recorded. */
    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
