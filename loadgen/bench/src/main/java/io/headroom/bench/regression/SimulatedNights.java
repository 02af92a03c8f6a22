package io.headroom.bench.regression;

import io.headroom.exploration.regression.NightlyJudge;
import io.headroom.exploration.regression.NightlyJudge.Night;
import io.headroom.exploration.regression.Rerun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A capacity measured every night, with an error of 3 %; it follows from its seed. */
final class SimulatedNights {

    private static final double CAPACITY = 200;
    private static final double VARIATION = 0.03;
    private static final int YEAR = 365;
    private static final int RUNS_FEWEST = 5;
    private static final int HISTORY_SHORTEST = 14;
    private static final int HISTORY_LONGEST = 60;
    private static final double DROP = 0.10;
    private static final double DROP_LARGE = 0.20;
    private static final int NIGHTS_CONFIRMING = 3;
    private static final int NIGHTS_WATCHED = 10;

    private final SplittableRandom random;
    private final NightlyJudge judge;

    SimulatedNights(long seed) {
        this.random = new SplittableRandom(seed);
        this.judge = new NightlyJudge(seed);
    }

    /**
     * A year in which nothing happens.
     *
     * @param suspicions nights on which a drop was suspected
     * @param confirmed drops that a second night confirmed
     * @param alarms drops that a second night or a rerun confirmed
     */
    record Year(int suspicions, int confirmed, int alarms) {}

    Year stationaryYear() {
        double[] values = new double[YEAR];
        Arrays.setAll(values, _ -> measured(CAPACITY));
        List<Integer> settled = new ArrayList<>();
        int suspicions = 0;
        int confirmed = 0;
        int alarms = 0;
        for (int nights = RUNS_FEWEST; nights <= YEAR; nights++) {
            if (judge.judge(Arrays.copyOf(values, nights), settled) instanceof Night.Changed changed) {
                boolean drop = changed.change() < 0;
                boolean alarm = changed.confirmed() || (drop && rerun(CAPACITY, CAPACITY));
                suspicions += drop ? 1 : 0;
                confirmed += drop && changed.confirmed() ? 1 : 0;
                alarms += drop && alarm ? 1 : 0;
                if (alarm) {
                    settled.add(changed.since());
                }
            }
        }
        return new Year(suspicions, confirmed, alarms);
    }

    /**
     * After how many nights a drop of a tenth was found, 1 for the first one; one more than are watched if it was not.
     *
     * @param confirmed by a second night alone
     * @param alarm by a second night or a rerun
     */
    record Found(int confirmed, int alarm) {}

    Found drop() {
        return drop(HISTORY_SHORTEST + random.nextInt(HISTORY_LONGEST - HISTORY_SHORTEST + 1), DROP);
    }

    /** A drop of a fifth when a fixed limit is all there is; its nights stay below the number that a calibration needs. */
    Found dropInShortHistory() {
        return drop(RUNS_FEWEST + random.nextInt(HISTORY_SHORTEST - RUNS_FEWEST - NIGHTS_CONFIRMING), DROP_LARGE);
    }

    private Found drop(int history, double share) {
        double lower = CAPACITY * (1 - share);
        double[] values = new double[history + NIGHTS_WATCHED];
        Arrays.setAll(values, night -> measured(night < history ? CAPACITY : lower));
        int confirmed = NIGHTS_WATCHED + 1;
        int alarm = NIGHTS_WATCHED + 1;
        for (int night = 1; night <= NIGHTS_WATCHED && confirmed > NIGHTS_WATCHED; night++) {
            if (judge.judge(Arrays.copyOf(values, history + night), List.of()) instanceof Night.Changed changed
                    && changed.change() < 0) {
                confirmed = changed.confirmed() ? night : confirmed;
                boolean certain = changed.confirmed() || rerun(CAPACITY, lower);
                alarm = certain ? Math.min(alarm, night) : alarm;
            }
        }
        return new Found(confirmed, alarm);
    }

    private boolean rerun(double earlier, double tonight) {
        double[] before = new double[Rerun.RUNS_FEWEST];
        double[] now = new double[Rerun.RUNS_FEWEST];
        for (int run = 0; run < Rerun.RUNS_FEWEST; run++) {
            before[run] = measured(earlier);
            now[run] = measured(tonight);
        }
        return Rerun.of(before, now, VARIATION).regression();
    }

    private double measured(double capacity) {
        return capacity * (1 + VARIATION * random.nextGaussian());
    }
}
