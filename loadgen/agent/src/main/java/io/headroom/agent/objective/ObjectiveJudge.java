package io.headroom.agent.objective;

import io.headroom.agent.objective.Outcome.Answer;
import io.headroom.engine.data.Nearest;
import io.headroom.exploration.SampleSize;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Judges objectives by what was measured. */
public final class ObjectiveJudge {

    private static final double MICROS_PER_MILLI = 1e3;
    /** Of the normal distribution, one-sided 95 %. */
    private static final double Z = 1.645;

    private final Subject all;
    private final Map<String, Subject> named;

    /**
     * @param all all requests together
     * @param named requests and journeys by name
     */
    public ObjectiveJudge(Subject all, Map<String, Subject> named) {
        this.all = all;
        this.named = named;
    }

    public List<Outcome> judge(List<Objective> objectives) {
        return objectives.stream().map(this::judge).toList();
    }

    Outcome judge(Objective objective) {
        String of = objective.metric().of();
        Subject subject = of == null ? all : named.get(of);
        if (subject == null) {
            return unknown(
                    objective,
                    "nothing called '%s' was measured%s"
                            .formatted(of, Nearest.hint(String.valueOf(of), named.keySet())));
        }
        return switch (objective.metric()) {
            case Metric.Percentile latency -> percentile(objective, latency, subject.latencies(latency.time()));
            case Metric.Mean mean -> mean(objective, subject.latencies(mean.time()));
            case Metric.ErrorShare _ ->
                subject.offered() + subject.completed() + subject.failed() == 0
                        ? unknown(objective, "nothing was sent")
                        : decided(objective, subject.errorShare());
            case Metric.Rate _ -> decided(objective, subject.perSecond());
        };
    }

    private static Outcome percentile(Objective objective, Metric.Percentile metric, @Nullable Histogram micros) {
        if (micros == null || micros.getTotalCount() == 0) {
            return unmeasured(objective, micros);
        }
        double actual = metric.percent() == 100
                ? micros.getMaxValue() / MICROS_PER_MILLI
                : micros.getValueAtPercentile(metric.percent()) / MICROS_PER_MILLI;
        long count = micros.getTotalCount();
        long needed = metric.percent() == 100 ? 1 : SampleSize.carrying(metric.percent() / 100);
        if (count >= needed || isClearlyAbove(objective, metric, micros)) {
            return decided(objective, actual);
        }
        return new Outcome(
                objective,
                actual,
                Answer.UNKNOWN,
                "%s needs %,d requests and there are %,d: measure longer or at a higher rate"
                        .formatted(objective.metric().text(), needed, count));
    }

    /** Whether even a small sample proves the limit missed: more lie above it than chance explains (Wilson's lower bound). */
    private static boolean isClearlyAbove(Objective objective, Metric.Percentile metric, Histogram micros) {
        double n = micros.getTotalCount();
        long limit = Math.round(objective.limit() * MICROS_PER_MILLI);
        double share = (n - micros.getCountBetweenValues(0, limit)) / n;
        double centre = share + Z * Z / (2 * n);
        double margin = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return (centre - margin) / (1 + Z * Z / n) > 1 - metric.percent() / 100;
    }

    private static Outcome mean(Objective objective, @Nullable Histogram micros) {
        return micros == null || micros.getTotalCount() == 0
                ? unmeasured(objective, micros)
                : decided(objective, micros.getMean() / MICROS_PER_MILLI);
    }

    private static Outcome unmeasured(Objective objective, @Nullable Histogram micros) {
        return unknown(
                objective,
                micros == null
                        ? "a journey has response times only; name a request for the others"
                        : "nothing was answered as expected");
    }

    private static Outcome decided(Objective objective, double actual) {
        boolean met = objective.bound().holds(actual, objective.limit());
        return new Outcome(
                objective,
                actual,
                met ? Answer.MET : Answer.MISSED,
                "%s is %s, and has to be %s %s"
                        .formatted(
                                objective.metric().text(),
                                objective.figure(actual),
                                objective.bound().sign(),
                                objective.figure(objective.limit())));
    }

    private static Outcome unknown(Objective objective, String sentence) {
        return new Outcome(objective, null, Answer.UNKNOWN, sentence);
    }
}
