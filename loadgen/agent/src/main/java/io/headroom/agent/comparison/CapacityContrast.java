package io.headroom.agent.comparison;

import io.headroom.agent.comparison.Comparison.Difference;
import io.headroom.agent.comparison.Comparison.Word;
import io.headroom.agent.comparison.ResultFile.OfRun;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.capacity.MeasuredCapacity.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two searches for capacity: knee and maximum of one instance. A difference is shown if their intervals do not meet. */
final class CapacityContrast {

    private CapacityContrast() {}

    static List<Difference> differences(OfRun first, OfRun other) {
        MeasuredCapacity before = first.result().singleInstance();
        MeasuredCapacity after = other.result().singleInstance();
        List<Difference> differences = new ArrayList<>();
        if (before == null || after == null) {
            throw ResultFile.wrong(
                    before == null ? first.path() : other.path(), "it has no capacity to compare ('singleInstance')");
        }
        differences.add(difference(other, "knee", before.knee(), after.knee()));
        differences.add(difference(other, "maximum", before.maximum(), after.maximum()));
        return differences;
    }

    private static Difference difference(OfRun other, String metric, Interval before, Interval after) {
        Word word = after.lower() > orInfinite(before.upper())
                ? Word.MORE
                : orInfinite(after.upper()) < before.lower() ? Word.LESS : Word.SAME;
        boolean open = before.upper() == null || after.upper() == null;
        return new Difference(
                other.path(),
                "one instance",
                metric,
                before.estimate(),
                after.estimate(),
                before.estimate() == 0 ? null : after.estimate() / before.estimate() - 1,
                open ? null : after.lower() - orInfinite(before.upper()),
                open ? null : orInfinite(after.upper()) - before.lower(),
                word);
    }

    private static double orInfinite(@Nullable Double upper) {
        return upper == null ? Double.POSITIVE_INFINITY : upper;
    }
}
