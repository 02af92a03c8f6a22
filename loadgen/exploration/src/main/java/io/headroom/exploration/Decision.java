package io.headroom.exploration;

import java.time.Duration;

/** What to do next. */
public sealed interface Decision {

    /**
     * Let the target become idle, then measure.
     *
     * @param rate requests/s to offer
     * @param length for how long, warm-up included
     * @param purpose why
     */
    record Measure(double rate, Duration length, Purpose purpose) implements Decision {}

    /** There is nothing more to measure. */
    sealed interface Ended extends Decision {}

    /**
     * The search is over and has its answer.
     *
     * @param knee up to where response times and errors stay acceptable
     * @param maximum up to where completed work grows with offered work
     */
    record Converged(Capacity knee, Capacity maximum) implements Ended {}

    /**
     * The search is over and cannot answer.
     *
     * @param reason one sentence that says why and what to do
     */
    record Doomed(String reason) implements Ended {}
}
