package io.headroom.agent.loadtest;

import io.headroom.agent.objective.Metric;
import io.headroom.agent.objective.Outcome;
import io.headroom.agent.objective.Outcome.Answer;
import io.headroom.engine.DriveReport;
import io.headroom.engine.Shortage;
import io.headroom.protocol.Fault;
import io.headroom.protocol.load.LoadResult.Totals;
import io.headroom.protocol.run.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a load test says, in this order: nothing if it was interrupted, nothing if the generator spoiled it, failed if the target did not carry the load, failed
 * if an objective was missed, inconclusive if one could not be decided, else pass. Without objectives wrong answers do not fail it: it is an observation. Missing
 * answers do, unless an objective says how many errors there may be.
 *
 * @param reason one sentence
 * @param fault whose fault it is, absent if nobody's
 */
record Judgement(Verdict verdict, String reason, @Nullable Fault fault) {

    /** With more of the load dropped than this, what was measured is another load than what was asked for. */
    private static final double DROPPED_MOST = 0.01;

    /** Kind of the errors that the scenario's own code makes. */
    private static final String OF_SCENARIO = "scenario-exception";

    /** Kinds of errors by which a target shows that it does not carry a load: it gives no whole answer. */
    private static final Set<String> NO_ANSWER =
            Set.of("timeout", "connect-refused", "connect-failed", "connection-closed");

    /**
     * What is judged.
     *
     * @param seconds measured of {@code secondsAsked}
     */
    record Evidence(DriveReport report, Totals totals, List<Outcome> outcomes, double seconds, double secondsAsked) {}

    static Judgement of(Evidence evidence) {
        if (evidence.report().stopped()) {
            return new Judgement(
                    Verdict.INCONCLUSIVE,
                    text(
                            "Interrupted after %.0f s of %.0f s: what was measured until then is no verdict.",
                            evidence.seconds(), evidence.secondsAsked()),
                    Fault.USER);
        }
        if (!evidence.report().health().valid()) {
            return new Judgement(
                    Verdict.INVALID,
                    "The generator spoiled the measurement: %s."
                            .formatted(
                                    String.join("; ", evidence.report().health().reasons())),
                    evidence.totals().errors().containsKey(OF_SCENARIO) ? Fault.USER : Fault.RESOURCES);
        }
        return ofTarget(evidence);
    }

    private static Judgement ofTarget(Evidence evidence) {
        Totals totals = evidence.totals();
        if (totals.completed() == 0) {
            return failed(
                    text("Not one of %,d requests was answered as expected%s", totals.offered(), firstFailure(totals)));
        }
        if (totals.dropped() > DROPPED_MOST * totals.offered()) {
            return failed(text(
                    "The target did not keep up: %,d of %,d requests were dropped%s",
                    totals.dropped(),
                    totals.offered(),
                    shortage(evidence.report().shortages())));
        }
        long silent = totals.unfinished() + noAnswer(totals.errors());
        if (silent > DROPPED_MOST * totals.offered() && !limitsErrors(evidence.outcomes())) {
            return failed(text(
                    "The target did not keep up: %,d of %,d requests got no whole answer%s",
                    silent, totals.offered(), firstFailure(totals)));
        }
        List<Outcome> missed = having(evidence.outcomes(), Answer.MISSED);
        if (!missed.isEmpty()) {
            return failed(text(
                    "%d of %d %s missed: %s.",
                    missed.size(),
                    evidence.outcomes().size(),
                    evidence.outcomes().size() == 1 ? "objective was" : "objectives were",
                    sentences(missed)));
        }
        List<Outcome> unknown = having(evidence.outcomes(), Answer.UNKNOWN);
        if (!unknown.isEmpty()) {
            return new Judgement(
                    Verdict.INCONCLUSIVE, text("Too little was measured to tell: %s.", sentences(unknown)), Fault.USER);
        }
        return new Judgement(Verdict.PASS, passed(evidence), null);
    }

    private static long noAnswer(Map<String, Long> errors) {
        return errors.entrySet().stream()
                .filter(error -> NO_ANSWER.contains(error.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static boolean limitsErrors(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.objective().metric())
                .anyMatch(metric -> metric instanceof Metric.ErrorShare && metric.of() == null);
    }

    private static String passed(Evidence evidence) {
        Totals totals = evidence.totals();
        String answered = text("%,d of %,d requests were answered as expected", totals.completed(), totals.offered());
        return switch (evidence.outcomes().size()) {
            case 0 -> answered + "; no objective was set.";
            case 1 -> "The objective was met: %s; %s.".formatted(sentences(evidence.outcomes()), answered);
            default ->
                text("All %d objectives were met; %s.", evidence.outcomes().size(), answered);
        };
    }

    private static Judgement failed(String reason) {
        return new Judgement(Verdict.FAILED, reason.endsWith(".") ? reason : reason + ".", Fault.TARGET);
    }

    private static String firstFailure(Totals totals) {
        return totals.firstFailures().values().stream()
                .findFirst()
                .map(first -> "; first: " + first)
                .orElse("");
    }

    private static String shortage(List<Shortage> shortages) {
        return shortages.isEmpty()
                ? ""
                : ": " + shortages.stream().map(Shortage::sentence).collect(Collectors.joining("; "));
    }

    private static List<Outcome> having(List<Outcome> outcomes, Answer answer) {
        return outcomes.stream().filter(outcome -> outcome.answer() == answer).toList();
    }

    private static String sentences(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::sentence).collect(Collectors.joining("; "));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
