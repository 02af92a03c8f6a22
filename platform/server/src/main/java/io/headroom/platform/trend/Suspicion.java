package io.headroom.platform.trend;

import io.headroom.exploration.regression.NightlyJudge;
import io.headroom.exploration.regression.Rerun;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tonight's figure is less than the nights before let expect.
 *
 * @param before figures of the nights that it is compared with, in requests/s
 * @param change relative, below 0
 */
public record Suspicion(List<Double> before, double change) {

    public Suspicion {
        before = List.copyOf(before);
    }

    /** @param nights of one series, oldest first, without tonight's */
    static Optional<Suspicion> of(List<Night> nights, double tonight, long seed) {
        double[] values = new double[nights.size() + 1];
        for (int night = 0; night < nights.size(); night++) {
            values[night] = nights.get(night).value();
        }
        values[nights.size()] = tonight;
        return new NightlyJudge(seed).judge(values, Tonight.acknowledged(nights))
                                instanceof NightlyJudge.Night.Changed changed
                        && changed.change() < 0
                ? Optional.of(new Suspicion(
                        Arrays.stream(values, changed.from(), changed.since())
                                .boxed()
                                .toList(),
                        changed.change()))
                : Optional.empty();
    }

    /** Whether there are as many nights before as a rerun is compared with. */
    public boolean isComparable() {
        return before.size() >= Rerun.RUNS_FEWEST;
    }

    /** @param again figures of tonight's version, measured again, as many as a rerun needs */
    public Rerun judge(List<Double> again) {
        double[] earlier = before.stream().mapToDouble(Double::doubleValue).toArray();
        return Rerun.of(
                earlier, again.stream().mapToDouble(Double::doubleValue).toArray(), NightlyJudge.variation(earlier));
    }
}
