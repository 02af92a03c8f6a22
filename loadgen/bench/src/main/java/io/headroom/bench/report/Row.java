package io.headroom.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One figure of ours, beside a peer's where there is one.
 *
 * @param work what was done, for example {@code small-get-64}
 * @param metric what was measured, with its unit
 * @param peer whose figure {@code theirs} is
 * @param ratio ours divided by theirs
 * @param goal in words; absent where there is only something to know
 * @param met whether the goal is reached
 * @param note what one has to know to trust the figure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
        String work,
        String metric,
        double ours,
        @Nullable String peer,
        @Nullable Double theirs,
        @Nullable Double ratio,
        @Nullable String goal,
        @Nullable Boolean met,
        @Nullable String note) {

    /** Ours, where nobody else is measured. */
    public static Row alone(String work, String metric, double ours) {
        return new Row(work, metric, ours, null, null, null, null, null, null);
    }

    /** Ours beside a peer's. */
    public static Row beside(String work, String metric, double ours, String peer, double theirs) {
        return new Row(work, metric, ours, peer, theirs, ours / theirs, null, null, null);
    }

    public Row with(Goal goal) {
        boolean reached = goal.isMet(ours, ratio == null ? Double.NaN : ratio);
        return new Row(work, metric, ours, peer, theirs, ratio, goal.toString(), reached, note);
    }

    public Row noting(String note) {
        return new Row(work, metric, ours, peer, theirs, ratio, goal, met, note.isEmpty() ? null : note);
    }

    /** Whether it has a goal that it does not reach. */
    @JsonIgnore
    public boolean isUnmet() {
        return Boolean.FALSE.equals(met);
    }
}
