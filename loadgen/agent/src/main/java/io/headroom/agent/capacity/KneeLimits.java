package io.headroom.agent.capacity;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.objective.Metric;
import io.headroom.agent.objective.Metric.Time;
import io.headroom.agent.objective.Objective;
import io.headroom.agent.objective.Objective.Bound;
import io.headroom.exploration.Limits;
import java.util.List;
import java.util.OptionalDouble;

/** Reads objectives as what the knee is judged by. The search has statistics for two of them: the p95 and the errors of all requests. */
public final class KneeLimits {

    private static final double P95 = 95;

    private KneeLimits() {}

    /** Throws {@link CommandFailure} for anything else, and for a limit that is given twice. */
    public static Limits of(List<Objective> objectives) {
        OptionalDouble p95 = OptionalDouble.empty();
        OptionalDouble errors = OptionalDouble.empty();
        for (Objective objective : objectives) {
            if (isP95(objective) && p95.isEmpty()) {
                p95 = OptionalDouble.of(objective.limit());
            } else if (isErrors(objective) && errors.isEmpty() && objective.limit() < 1) {
                errors = OptionalDouble.of(objective.limit());
            } else {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--objective '%s' cannot bound a search: give a p95 and a share of errors of all requests, once each, as in 'p95<200ms,errors<1%%'; './headroom run' judges the others."
                                .formatted(objective.text()));
            }
        }
        return new Limits(p95, errors);
    }

    private static boolean isP95(Objective objective) {
        return objective.metric() instanceof Metric.Percentile(Time time, double percent, String of)
                && time == Time.RESPONSE
                && percent == P95
                && of == null
                && isUpper(objective);
    }

    private static boolean isErrors(Objective objective) {
        return objective.metric() instanceof Metric.ErrorShare
                && objective.metric().of() == null
                && isUpper(objective);
    }

    private static boolean isUpper(Objective objective) {
        return objective.bound() == Bound.BELOW || objective.bound() == Bound.AT_MOST;
    }
}
