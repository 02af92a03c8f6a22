package io.headroom.capacity;

import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Decision;
import io.headroom.exploration.Decision.Measure;
import io.headroom.exploration.Judgement;
import io.headroom.exploration.Measurement;
import io.headroom.exploration.Measurement.Validity;
import io.headroom.exploration.Verdict;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A capacity search that has its measurements, one load step after the other, until it has its answer; and what came of each of them. What is known by then
 * can be read at any time, also after a driver has given up.
 */
public final class MeasuredSearch {

    /** Before a spoiled step is repeated, for the first time and for the second: what disturbs a machine often passes. */
    private static final List<Duration> PATIENCE = List.of(Duration.ofSeconds(5), Duration.ofSeconds(20));

    /** Requests/s: hardly any load. */
    private static final double BASELINE_RATE = 10;

    private final CapacitySearch search;
    private final List<LoadStep> steps = new ArrayList<>();
    private final List<GeneratorHealth> health = new ArrayList<>();
    private int invalidInARow;

    /** A search from wherever it stands. */
    public MeasuredSearch(CapacitySearch search) {
        this.search = search;
    }

    /**
     * Who sends the load.
     *
     * @param <E> what keeps it from doing so
     */
    public interface Driver<E extends Exception> {

        /** Holds a rate for a time, and reports what was measured. */
        Driven drive(Measure order) throws E, InterruptedException;

        /** The same of so low a rate that it only shows whether the target answers as usual; it belongs to no step. */
        StepRecorder rest(double rate, Duration length) throws E, InterruptedException;

        /** Takes note of what a step was judged to be. */
        void judged(LoadStep step);
    }

    /**
     * What a driver reports of one step.
     *
     * @param validity whether it is about the target at all
     * @param leftWork whether requests were given up that the target may still be busy with
     * @param resources figures of the target's own by name, as the result is to hold them
     * @param number of the drive within its session, from 1, as trace ids carry it
     */
    public record Driven(
            StepRecorder recorded,
            GeneratorHealth generator,
            Validity validity,
            boolean leftWork,
            Map<String, Double> resources,
            int number) {}

    /** Validity as far as the generator tells. */
    public static Validity validity(GeneratorHealth generator) {
        return generator.valid() ? new Validity.Valid() : new Validity.Invalid(String.join("; ", generator.reasons()));
    }

    /** Goes on until the search has an answer, or cannot have one. */
    public <E extends Exception> Decision.Ended perform(Driver<E> driver) throws E, InterruptedException {
        while (true) {
            switch (search.next()) {
                case Measure order -> perform(order, driver);
                case Decision.Ended ended -> {
                    return ended;
                }
            }
        }
    }

    /** A target that is still busy with what a step left behind would be taken for a slow one by the next step. */
    private <E extends Exception> void coolDown(Driver<E> driver) throws E, InterruptedException {
        CoolDown coolDown = CoolDown.of(search);
        while (!coolDown.isOver()) {
            coolDown.observe(driver.rest(coolDown.rate(), CoolDown.REST));
        }
    }

    /**
     * Performs the step that the search asks for, and no more.
     *
     * @return what came of it, empty if the search has ended
     */
    public <E extends Exception> Optional<LoadStep> performNext(Driver<E> driver) throws E, InterruptedException {
        return switch (search.next()) {
            case Measure order -> Optional.of(perform(order, driver));
            case Decision.Ended _ -> Optional.empty();
        };
    }

    private <E extends Exception> LoadStep perform(Measure order, Driver<E> driver) throws E, InterruptedException {
        Driven driven = driver.drive(order);
        LoadStep step = step(order, driven);
        driver.judged(step);
        if (driven.leftWork()) {
            coolDown(driver);
        }
        if (step.verdict().equals(Verdict.INVALID.name()) && search.next() instanceof Measure again) {
            Duration patience = PATIENCE.get(Math.min(invalidInARow++, PATIENCE.size() - 1));
            driver.rest(Math.min(BASELINE_RATE, again.rate()), patience);
        } else {
            invalidInARow = 0;
        }
        return step;
    }

    private LoadStep step(Measure order, Driven driven) {
        Judgement judgement =
                search.observe(new Measurement(order.rate(), driven.recorded().windows(), driven.validity()));
        LoadStep step = StepFigures.of(order.rate(), judgement, driven);
        steps.add(step);
        health.add(driven.generator());
        return step;
    }

    /** The search itself, to be asked how far it is. */
    public CapacitySearch search() {
        return search;
    }

    /** Every load step so far, in order. */
    public List<LoadStep> steps() {
        return List.copyOf(steps);
    }

    /** The generator's health at each of them. */
    public List<GeneratorHealth> health() {
        return List.copyOf(health);
    }

    /** Whether the latest step was spoiled by the generator. */
    public boolean isGeneratorAtFault() {
        return !health.isEmpty() && !health.getLast().valid();
    }
}
