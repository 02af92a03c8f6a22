package io.headroom.exploration.resilience;

import io.headroom.exploration.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * How automatic scaling kept up with a rising load. Times are seconds since the load began; rates are requests/s.
 *
 * @param triggerSeconds when more instances were first ordered; empty if never
 * @param ready when each additional instance was ready
 * @param lost when the objective was not met, in order
 * @param peak the highest rate offered
 * @param highestHeld the highest rate at which the objective was met, and had been at every lower one; 0 if never
 */
public record Assessment(
        OptionalDouble triggerSeconds,
        List<Double> ready,
        List<Loss> lost,
        double peak,
        double highestHeld,
        Outcome outcome) {

    /*
     * The objective "p95 below L, errors below e" is judged on spans of five seconds that follow each other. A span does not meet it beyond doubt if Wilson's 95 % lower
     * bound of the share of slow or failed responses is above 5 %, or that of failed ones above e: a span of fifty requests with three slow ones is chance. Lost is
     * from the begin of the first such span to the begin of the next one that meets it.
     */

    private static final double SPAN_SECONDS = 5;
    private static final double SLOW_SHARE = 0.05;
    private static final double DOUBT = 0.10; // two-sided, so its lower bound holds with 95 %

    /** What follows. */
    public enum Outcome {
        /** The objective was met all the time. */
        HELD,
        /** It was lost and met again, with more instances. */
        REGAINED,
        /** It was not met at the end. */
        LOST
    }

    /**
     * A time without the objective.
     *
     * @param regainedSeconds when it was met again; empty if it was not
     */
    public record Loss(double fromSeconds, OptionalDouble regainedSeconds) {}

    /**
     * How many instances there were from a moment on.
     *
     * @param ordered that the scaler wants
     * @param ready that serve
     */
    public record Instances(double seconds, int ordered, int ready) {}

    /**
     * What must be met.
     *
     * @param p95Millis above 0
     * @param errorShare 0 to 1
     */
    public record Objective(double p95Millis, double errorShare) {}

    /** Copies the lists. */
    public Assessment {
        ready = List.copyOf(ready);
        lost = List.copyOf(lost);
    }

    /**
     * Assesses.
     *
     * @param windows of the whole load, in order and of equal length
     * @param instances in the order of time, the first one at the load's begin
     */
    public static Assessment of(List<Window> windows, List<Instances> instances, Objective objective) {
        if (windows.isEmpty() || instances.isEmpty()) {
            throw new IllegalArgumentException("An assessment needs windows, and how many instances there were.");
        }
        int length = Math.min(windows.size(), Span.windowsIn(SPAN_SECONDS, windows));
        List<Span> spans = Span.along(windows, length, length);
        double seconds = length * windows.getFirst().seconds();
        List<Loss> lost = losses(spans, seconds, objective);
        return new Assessment(
                trigger(instances),
                ready(instances),
                lost,
                spans.stream().mapToDouble(Span::rate).max().orElseThrow(),
                highestHeld(spans, objective),
                outcome(lost));
    }

    private static OptionalDouble trigger(List<Instances> instances) {
        int atFirst = instances.getFirst().ordered();
        return instances.stream()
                .filter(each -> each.ordered() > atFirst)
                .mapToDouble(Instances::seconds)
                .findFirst();
    }

    private static List<Double> ready(List<Instances> instances) {
        List<Double> times = new ArrayList<>();
        int most = instances.getFirst().ready();
        for (Instances each : instances) {
            for (; most < each.ready(); most++) {
                times.add(each.seconds());
            }
        }
        return times;
    }

    private static List<Loss> losses(List<Span> spans, double seconds, Objective objective) {
        List<Loss> losses = new ArrayList<>();
        double from = -1;
        for (int s = 0; s < spans.size(); s++) {
            boolean met = isMet(spans.get(s), objective);
            if (!met && from < 0) {
                from = s * seconds;
            } else if (met && from >= 0) {
                losses.add(new Loss(from, OptionalDouble.of(s * seconds)));
                from = -1;
            }
        }
        if (from >= 0) {
            losses.add(new Loss(from, OptionalDouble.empty()));
        }
        return losses;
    }

    private static double highestHeld(List<Span> spans, Objective objective) {
        double missed = spans.stream()
                .filter(span -> !isMet(span, objective))
                .mapToDouble(Span::rate)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        return spans.stream()
                .mapToDouble(Span::rate)
                .filter(rate -> rate < missed)
                .max()
                .orElse(0);
    }

    private static boolean isMet(Span span, Objective objective) {
        return lowerBound(span.worseThan(objective.p95Millis()), span.offered()) <= SLOW_SHARE
                && lowerBound(span.failed(), span.offered()) <= objective.errorShare();
    }

    private static double lowerBound(long part, long whole) {
        if (whole == 0) {
            return 0;
        }
        return BinomialConfidenceInterval.WILSON_SCORE
                .fromErrorRate((int) whole, (int) Math.min(part, whole), DOUBT)
                .getLowerBound();
    }

    private static Outcome outcome(List<Loss> lost) {
        if (lost.isEmpty()) {
            return Outcome.HELD;
        }
        return lost.getLast().regainedSeconds().isPresent() ? Outcome.REGAINED : Outcome.LOST;
    }
}
