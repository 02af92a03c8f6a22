package io.headroom.platform.trend;

import io.headroom.exploration.regression.NightlyJudge;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the last night of a series says.
 *
 * @param nights how many there are
 * @param value of the last one, in requests/s
 * @param verdict empty while there are too few nights for one
 */
public record Tonight(int nights, double value, Optional<Verdict> verdict) {

    /** Against the nights before. */
    public sealed interface Verdict {

        /** A sentence for people. */
        String sentence();

        /** Nothing happened beyond the ordinary. */
        record Ordinary(String sentence) implements Verdict {}

        /**
         * Something did.
         *
         * @param change relative, below 0 for less
         * @param since the first run after the change
         * @param confirmed whether an earlier night said the same
         */
        record Changed(double change, String since, boolean confirmed, String sentence) implements Verdict {}
    }

    /** @param nights of one series, oldest first, at least one */
    static Tonight of(List<Night> nights, long seed) {
        double[] values = nights.stream().mapToDouble(Night::value).toArray();
        Optional<Verdict> verdict = switch (new NightlyJudge(seed).judge(values, acknowledged(nights))) {
            case NightlyJudge.Night.NoVerdict _ -> Optional.empty();
            case NightlyJudge.Night.Ordinary _ ->
                Optional.of(new Verdict.Ordinary(String.format(
                        Locale.ROOT,
                        "%.0f requests/s are ordinary among %d runs",
                        nights.getLast().value(),
                        nights.size())));
            case NightlyJudge.Night.Changed changed -> Optional.of(changed(nights, changed));
        };
        return new Tonight(nights.size(), nights.getLast().value(), verdict);
    }

    /** Which of them begin something new that people know. */
    static List<Integer> acknowledged(List<Night> nights) {
        return IntStream.range(0, nights.size())
                .filter(index -> nights.get(index).acknowledged().isPresent())
                .boxed()
                .toList();
    }

    private static Verdict.Changed changed(List<Night> nights, NightlyJudge.Night.Changed changed) {
        String since = nights.get(changed.since()).run();
        String sentence = String.format(
                Locale.ROOT,
                "%.1f %% %s than before since run %s%s",
                100 * Math.abs(changed.change()),
                changed.change() < 0 ? "less" : "more",
                since,
                changed.confirmed() ? "" : ", so far on one night only");
        return new Verdict.Changed(changed.change(), since, changed.confirmed(), sentence);
    }
}
