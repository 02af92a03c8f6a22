package io.headroom.exploration;

import java.time.Duration;

/** How much time an answer may take, and how narrow it becomes. */
public enum Preset {
    /** A demonstration: about one and a half minutes of load. */
    QUICK(
            0.10,
            Duration.ofMillis(250),
            1,
            new Steps(12, 4, 6, 0, 0),
            2,
            1,
            Duration.ofSeconds(100),
            new Confidence(0.90, 0.60)),
    /** Every night: at most 25 minutes of load. */
    STANDARD(
            0.05,
            Duration.ofSeconds(1),
            5,
            new Steps(65, 20, 60, 60, 150),
            2,
            1,
            Duration.ofMinutes(25),
            new Confidence(0.95, 0.95)),
    /**
     * Before a launch: three searches, at most two hours of load. The maximum's bracket becomes 2 % wide, the knee's interval 3 % each way: what the form of its
     * curve leaves open is common to all three.
     */
    THOROUGH(
            0.02,
            Duration.ofSeconds(1),
            10,
            new Steps(90, 25, 80, 90, 180),
            2,
            3,
            Duration.ofHours(2),
            new Confidence(0.95, 0.95));

    /**
     * Seconds of load, warm-up included, by purpose; longer where the rate is low.
     *
     * @param saturation under clear excess, 0 for what the climb shows of it
     * @param refinement at most, for each step around the knee; 0 for none
     */
    record Steps(double baseline, double doubling, double bisection, double saturation, double refinement) {}

    /** How often the interval holds the truth, at least, as simulated searches show ({@code ./headroom bench search}). */
    record Confidence(double maximum, double knee) {}

    private static final int TRIALS_MOST = 3;

    private final double width;
    private final Duration window;
    private final double warmUpSeconds;
    private final Steps steps;
    private final int passesNeeded;
    private final int repetitions;
    private final Duration budget;
    private final Confidence confidence;

    Preset(
            double width,
            Duration window,
            double warmUpSeconds,
            Steps steps,
            int passesNeeded,
            int repetitions,
            Duration budget,
            Confidence confidence) {
        this.width = width;
        this.window = window;
        this.warmUpSeconds = warmUpSeconds;
        this.steps = steps;
        this.passesNeeded = passesNeeded;
        this.repetitions = repetitions;
        this.budget = budget;
        this.confidence = confidence;
    }

    /** Width of the maximum's final bracket: upper ÷ lower − 1. */
    public double width() {
        return width;
    }

    /** Length of one measurement window. */
    public Duration window() {
        return window;
    }

    /** How often one rate is measured at most before what is still undecided counts as failed. */
    public int trials() {
        return TRIALS_MOST;
    }

    /** How often the whole search is made, each time from its own baseline. */
    public int repetitions() {
        return repetitions;
    }

    /** Load time in seconds after which one repetition stops. */
    double passSeconds() {
        return budget.toMillis() / 1_000.0 / repetitions;
    }

    /** Load time after which the search stops and answers with the bracket it has. */
    public Duration budget() {
        return budget;
    }

    /** How often the lower bound is measured, verification included. */
    int passesNeeded() {
        return passesNeeded;
    }

    /** Whether it goes on near the knee until its interval is narrow enough. */
    boolean refines() {
        return steps.refinement() > 0;
    }

    /** Least that is cut off the start of a step, in seconds. */
    public double warmUpSeconds() {
        return warmUpSeconds;
    }

    Confidence confidence() {
        return confidence;
    }

    Steps steps() {
        return steps;
    }
}
