package io.headroom.agent.loadtest;

import io.headroom.agent.terminal.Bar;
import io.headroom.agent.terminal.Figures;
import io.headroom.engine.Load;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.schedule.Segment;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What is under way, in one line: of what was measured since the line before. No clock of its own. */
final class LiveLine {

    private static final int BAR_WIDTH = 12;
    private static final double MICROS_PER_MILLI = 1e3;

    private final Load load;
    private final double secondsAsked;
    private double secondsBefore;

    LiveLine(Load load) {
        this.load = load;
        this.secondsAsked = load.duration().toNanos() / 1e9;
    }

    /** @param seconds since the load began */
    String of(List<WindowDelta> deltas, double seconds) {
        double span = Math.max(1e-3, seconds - secondsBefore);
        secondsBefore = seconds;
        long completed = deltas.stream().mapToLong(WindowDelta::completed).sum();
        long failed = deltas.stream()
                .flatMap(delta -> delta.errors().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        long dropped = deltas.stream().mapToLong(WindowDelta::dropped).sum();
        long ended = completed + failed;
        return "▸ %s %s / %s · asked %s · achieved %s · %s · errors %s%s · in flight %d · %s"
                .formatted(
                        Bar.of(seconds / secondsAsked, BAR_WIDTH),
                        Figures.duration(Math.min(seconds, secondsAsked)),
                        Figures.duration(secondsAsked),
                        asked(seconds),
                        Figures.rate(completed / span),
                        latencies(sum(deltas, false)),
                        Figures.share(ended == 0 ? 0 : (double) failed / ended),
                        dropped == 0 ? "" : " · dropped " + Figures.rate(dropped / span),
                        inFlight(deltas),
                        seconds > secondsAsked ? "draining" : "lag p99 " + percentile(sum(deltas, true), 99));
    }

    private String asked(double seconds) {
        return switch (load) {
            case Load.Open open -> Figures.rate(at(open.requestsPerSecond().segments(), seconds));
            case Load.Closed closed ->
                Figures.number(Math.rint(at(closed.users().segments(), seconds))) + " users";
        };
    }

    static double at(List<Segment> segments, double seconds) {
        double begin = 0;
        for (Segment segment : segments) {
            double length = segment.duration().toNanos() / 1e9;
            if (seconds < begin + length) {
                return segment.from() + (segment.to() - segment.from()) * (seconds - begin) / length;
            }
            begin += length;
        }
        return 0;
    }

    private static Histogram sum(List<WindowDelta> deltas, boolean lag) {
        var sum = new Histogram(3);
        deltas.stream()
                .flatMap(delta -> delta.requests().values().stream())
                .forEach(latencies -> sum.add(lag ? latencies.lag() : latencies.response()));
        return sum;
    }

    private static String latencies(Histogram micros) {
        return "p50 %s p95 %s p99 %s max %s"
                .formatted(
                        percentile(micros, 50),
                        percentile(micros, 95),
                        percentile(micros, 99),
                        percentile(micros, 100));
    }

    private static String percentile(Histogram micros, double percent) {
        return micros.getTotalCount() == 0
                ? "–"
                : Figures.latency(micros.getValueAtPercentile(percent) / MICROS_PER_MILLI);
    }

    private static long inFlight(List<WindowDelta> deltas) {
        return deltas.stream()
                .filter(delta -> delta.inFlight() > 0)
                .mapToLong(WindowDelta::inFlight)
                .reduce(0, (earlier, later) -> later);
    }
}
