package io.headroom.bench.regression;

import io.headroom.bench.regression.SimulatedNights.Found;
import io.headroom.bench.regression.SimulatedNights.Year;
import io.headroom.bench.report.Document;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Machine;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;

/** All that is measured of the judge of nights. Every figure is counted. */
public final class RegressionSuite {

    private static final int NIGHTS = 3;
    private static final double FOUND_PERCENT = 95;
    private static final double ALARMS_MOST = 1;

    private final int years;
    private final int drops;
    private final long seed;
    private final Consumer<String> progress;

    /**
     * @param years of stationary series
     * @param drops series that lose a tenth
     * @param seed of the first series; the next ones have the next seeds
     */
    public RegressionSuite(int years, int drops, long seed, Consumer<String> progress) {
        this.years = years;
        this.drops = drops;
        this.seed = seed;
        this.progress = progress;
    }

    public Document measure() throws IOException {
        progress.accept(String.format(
                Locale.ROOT,
                "%d series of a year without a change, %d with a drop of 10 %%; deviation 3 %%; seeds from %d",
                years,
                drops,
                seed));
        List<Year> stationary = LongStream.range(seed, seed + years)
                .parallel()
                .mapToObj(each -> new SimulatedNights(each).stationaryYear())
                .toList();
        List<Found> found = LongStream.range(seed, seed + drops)
                .parallel()
                .mapToObj(each -> new SimulatedNights(each).drop())
                .toList();
        List<Found> foundEarly = LongStream.range(seed, seed + drops)
                .parallel()
                .mapToObj(each -> new SimulatedNights(each).dropInShortHistory())
                .toList();
        List<OtavaOracle.Case> cases = OtavaOracle.cases();
        long same = cases.stream().filter(OtavaOracle.Case::agrees).count();
        return new Document(
                "regression",
                Machine.thisOne(),
                List.of(
                        Row.alone("nights-stationary", "false alarms per series-year", mean(stationary, Year::alarms))
                                .with(new Goal.AtMost(ALARMS_MOST))
                                .noting("a suspicion that five reruns of each version or a second night confirm"),
                        Row.alone("nights-stationary", "the same without reruns", mean(stationary, Year::confirmed)),
                        Row.alone("nights-stationary", "suspicions per series-year", mean(stationary, Year::suspicions))
                                .noting("each asks for a rerun"),
                        Row.alone("nights-drop-10", "found within 3 nights, %", within(found, Found::alarm))
                                .with(new Goal.AtLeast(FOUND_PERCENT)),
                        Row.alone("nights-drop-10", "the same without reruns, %", within(found, Found::confirmed)),
                        Row.alone("nights-drop-10", "nights to detection, mean", mean(found, Found::alarm)),
                        Row.alone(
                                        "nights-short-drop-20",
                                        "found within 3 nights without reruns, %",
                                        within(foundEarly, Found::confirmed))
                                .with(new Goal.AtLeast(FOUND_PERCENT))
                                .noting("after 5 to 10 nights, by the fixed limit"),
                        Row.alone("otava-series", "cases with the same change points", same)
                                .with(new Goal.AtLeast(cases.size()))
                                .noting("of " + cases.size())));
    }

    private static <T> double mean(List<T> values, ToIntFunction<T> figure) {
        return values.stream().mapToInt(figure).average().orElse(0);
    }

    private static double within(List<Found> found, ToIntFunction<Found> nights) {
        return 100.0
                * found.stream()
                        .filter(each -> nights.applyAsInt(each) <= NIGHTS)
                        .count()
                / found.size();
    }
}
