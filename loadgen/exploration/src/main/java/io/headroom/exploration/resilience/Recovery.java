package io.headroom.exploration.resilience;

import static java.util.Locale.ROOT;

import io.headroom.exploration.Window;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Whether a service comes back by itself once an overload has ended, and when. */
public sealed interface Recovery {

    /*
     * Before the overload, at the rate that the load returns to, spans of two seconds show what is ordinary: the largest p95, share of errors and work in flight among
     * them, each with a margin (a tenth and 5 ms; 0.5 %; a fifth and two requests), because the largest of a few is not the largest possible. After the return the
     * service has recovered at the first moment that begins a whole span within all three. Windows count requests by when they were due, so a request that waits in
     * the backlog counts against the moment at which it came.
     *
     * What to expect: a backlog of B requests leaves at what is spare, so at rate λ below capacity C it takes
     *
     *     t = B / (C − λ)  seconds.
     *
     * A service whose queue only holds what clients have given up on does not come back: a metastable failure [1].
     *
     * [1] N. Bronson, A. Aghayev, A. Charapko, T. Zhu, Metastable failures in distributed systems, HotOS 2021.
     */

    double SPAN_SECONDS = 2;
    int SPANS_FEWEST = 5;

    /**
     * It is as it was.
     *
     * @param seconds after the load returned
     */
    record Recovered(double seconds) implements Recovery {}

    /**
     * It is not, within the limit.
     *
     * @param reason a sentence for people: what was not ordinary at the end
     */
    record NotRecovered(String reason) implements Recovery {}

    /**
     * Judges.
     *
     * @param before windows at the rate that the load returns to, before the overload, without a warm-up: at least ten seconds
     * @param after windows from the return on, of the same length
     * @param limit until when it must have recovered
     * @throws IllegalArgumentException if there is too little of either
     */
    static Recovery of(List<Window> before, List<Window> after, Duration limit) {
        if (before.isEmpty() || after.isEmpty()) {
            throw new IllegalArgumentException("Recovery is judged by windows before the overload and after it.");
        }
        double windowSeconds = after.getFirst().seconds();
        int length = Span.windowsIn(SPAN_SECONDS, after);
        List<Span> ordinary = Span.along(before, length, 1);
        List<Span> spans = Span.along(after, length, 1);
        if (before.size() < length * SPANS_FEWEST || spans.isEmpty()) {
            throw new IllegalArgumentException(String.format(
                    ROOT,
                    "Recovery needs %.0f s before the overload and %.0f s after it, not %.1f and %.1f.",
                    SPANS_FEWEST * SPAN_SECONDS,
                    SPAN_SECONDS,
                    before.size() * windowSeconds,
                    after.size() * windowSeconds));
        }
        Ordinary bounds = Ordinary.of(ordinary);
        for (int s = 0; s < spans.size() && s * windowSeconds <= limit.toMillis() / 1_000.0; s++) {
            if (bounds.holds(spans.get(s))) {
                return new Recovered(s * windowSeconds);
            }
        }
        return new NotRecovered(bounds.whatExceeds(spans.getLast()));
    }

    /**
     * Seconds until a backlog is worked off.
     *
     * @param requests that wait
     * @param capacity in requests/s
     * @param rate that is offered meanwhile, below the capacity
     */
    static double drainSeconds(double requests, double capacity, double rate) {
        if (!(rate < capacity)) {
            throw new IllegalArgumentException(
                    "A backlog only shrinks below the capacity of " + capacity + " requests/s, not at " + rate + ".");
        }
        return requests / (capacity - rate);
    }

    /**
     * The largest that is ordinary.
     *
     * @param errorShare 0 to 1
     */
    record Ordinary(double p95Millis, double errorShare, double inFlight) {

        private static Ordinary of(List<Span> spans) {
            return new Ordinary(
                    1.1 * largest(spans, Span::p95Millis) + 5,
                    largest(spans, Span::errorShare) + 0.005,
                    1.2 * largest(spans, Span::inFlight) + 2);
        }

        private static double largest(List<Span> spans, ToDoubleFunction<Span> figure) {
            return spans.stream()
                    .max(Comparator.comparingDouble(figure))
                    .map(figure::applyAsDouble)
                    .orElseThrow();
        }

        private boolean holds(Span span) {
            return span.p95Millis() <= p95Millis && span.errorShare() <= errorShare && span.inFlight() <= inFlight;
        }

        private String whatExceeds(Span last) {
            if (last.errorShare() > errorShare) {
                return String.format(
                        ROOT,
                        "At the end %.1f %% of the requests failed, where at most %.1f %% are ordinary.",
                        100 * last.errorShare(),
                        100 * errorShare);
            }
            if (last.p95Millis() > p95Millis) {
                return String.format(
                        ROOT,
                        "At the end the p95 was %.0f ms, where at most %.0f ms are ordinary.",
                        last.p95Millis(),
                        p95Millis);
            }
            return last.inFlight() > inFlight
                    ? String.format(
                            ROOT,
                            "At the end %.0f requests were in flight, where at most %.0f are ordinary.",
                            last.inFlight(),
                            inFlight)
                    : "It was as before only after the limit.";
        }
    }
}
