package io.headroom.agent.comparison;

import io.headroom.agent.comparison.Comparison.Difference;
import io.headroom.agent.comparison.Comparison.Word;
import io.headroom.agent.comparison.ResultFile.OfCapacity;
import io.headroom.agent.comparison.ResultFile.OfRun;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.capacity.MeasuredCapacity.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two searches for capacity: knee and maximum. A difference is shown if their intervals do not meet. */
final class CapacityContrast {

    private static final String ONE_INSTANCE = "one instance";
    private static final String THE_TARGET = "the target";

    private CapacityContrast() {}

    static List<Difference> differences(OfRun first, OfRun other) {
        MeasuredCapacity before = first.result().singleInstance();
        MeasuredCapacity after = other.result().singleInstance();
        if (before == null || after == null) {
            throw ResultFile.wrong(
                    before == null ? first.path() : other.path(), "it has no capacity to compare ('singleInstance')");
        }
        return List.of(
                difference(other, ONE_INSTANCE, "knee", before.knee(), after.knee()),
                difference(other, ONE_INSTANCE, "maximum", before.maximum(), after.maximum()));
    }

    static List<Difference> differences(OfCapacity first, OfCapacity other) {
        return List.of(
                difference(other, THE_TARGET, "knee", knee(first), knee(other)),
                difference(other, THE_TARGET, "maximum", maximum(first), maximum(other)));
    }

    private static Interval knee(OfCapacity file) {
        return known(file, file.result().knee(), "knee");
    }

    private static Interval maximum(OfCapacity file) {
        return known(file, file.result().maximum(), "maximum");
    }

    private static Interval known(OfCapacity file, @Nullable Interval interval, String name) {
        if (interval == null) {
            throw ResultFile.wrong(
                    file.path(), "its search has no answer, so there is no '%s' to compare".formatted(name));
        }
        return interval;
    }

    private static Difference difference(
            ResultFile other, String subject, String metric, Interval before, Interval after) {
        Word word = after.lower() > orInfinite(before.upper())
                ? Word.MORE
                : orInfinite(after.upper()) < before.lower() ? Word.LESS : Word.SAME;
        boolean open = before.upper() == null || after.upper() == null;
        return new Difference(
                other.path(),
                subject,
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
