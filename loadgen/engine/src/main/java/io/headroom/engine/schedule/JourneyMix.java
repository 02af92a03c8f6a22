package io.headroom.engine.schedule;

import io.headroom.engine.data.RandomSource;
import io.headroom.engine.scenario.JourneyKind;
import java.util.List;

/** Which journey an arrival is, by shares. A pure function of the arrival's number, so that every loop of every agent agrees. */
public final class JourneyMix {
    /** The golden ratio's fraction in 64 bits: its multiples fill the unit interval more evenly than any other number's. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final double[] cumulative;
    private final Spacing spacing;
    private final long seed;

    public JourneyMix(List<JourneyKind> journeys, Spacing spacing, long seed) {
        this.cumulative = new double[journeys.size()];
        this.spacing = spacing;
        this.seed = seed;
        double total = journeys.stream().mapToInt(JourneyKind::share).sum();
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += journeys.get(i).share();
            cumulative[i] = sum / total;
        }
    }

    /** Index of the journey that arrival number {@code number} is: in turn for even spacing, independent for Poisson. */
    public int journeyOf(long number) {
        long position = switch (spacing) {
            case EVEN -> seed + number * GOLDEN;
            case POISSON -> RandomSource.combine(seed, number);
        };
        double point = (position >>> 11) * 0x1.0p-53;
        int index = 0;
        while (point >= cumulative[index]) {
            index++;
        }
        return index;
    }

    /** Mean over the mix of a figure that each journey has. */
    double mean(double[] perJourney) {
        double mean = 0;
        double before = 0;
        for (int i = 0; i < cumulative.length; i++) {
            mean += (cumulative[i] - before) * perJourney[i];
            before = cumulative[i];
        }
        return mean;
    }
}
