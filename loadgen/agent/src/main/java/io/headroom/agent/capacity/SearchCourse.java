package io.headroom.agent.capacity;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.capacity.CapacityAssembly.Course;
import io.headroom.agent.loadtest.EngineFailure;
import io.headroom.agent.terminal.Figures;
import io.headroom.capacity.MeasuredSearch;
import io.headroom.capacity.StepRecorder;
import io.headroom.engine.SessionException;
import io.headroom.engine.Shortage;
import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Decision.Converged;
import io.headroom.exploration.Decision.Doomed;
import io.headroom.exploration.Decision.Measure;
import io.headroom.exploration.Verdict;
import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One search from its first step to its document, whoever drives the steps. */
final class SearchCourse {

    private final CapacityTest test;
    private final CapacityTestRun.Surroundings surroundings;
    private final double requestsPerJourney;

    /** @param requestsPerJourney as the preparation learned it */
    SearchCourse(CapacityTest test, CapacityTestRun.Surroundings surroundings, double requestsPerJourney) {
        this.test = test;
        this.surroundings = surroundings;
        this.requestsPerJourney = requestsPerJourney;
    }

    CapacityResult perform(CapacitySearch search, SearchDriver driver) {
        Instant began = surroundings.clock().instant();
        var measured = new MeasuredSearch(search);
        var noted = new Noted(driver);
        try {
            return switch (measured.perform(noted)) {
                case Converged answer ->
                    assembly(measured, noted, began)
                            .result(CapacityJudgement.answered(answer), false, Optional.of(answer));
                case Doomed doomed ->
                    unanswered(
                            measured, noted, began, CapacityJudgement.doomed(doomed, measured, driver.firstFailures()));
            };
        } catch (InterruptedException _) {
            return assembly(measured, noted, began)
                    .result(CapacityJudgement.interrupted(noted.loadSeconds), true, Optional.empty());
        } catch (SessionException failure) {
            return unanswered(measured, noted, began, CapacityJudgement.of(EngineFailure.of(failure)));
        }
    }

    /** The document of a search that could not begin. */
    CapacityResult unbegun(CommandFailure failure, Instant began) {
        Course course = new Course(began, surroundings.clock().instant(), 0, 0, List.of(), surroundings.headroom());
        return new CapacityAssembly(test, course, new MeasuredSearch(test.search()))
                .result(CapacityJudgement.of(failure), failure.exitCode() == ExitCode.INTERRUPTED, Optional.empty());
    }

    private CapacityResult unanswered(
            MeasuredSearch measured, Noted noted, Instant began, CapacityJudgement judgement) {
        return assembly(measured, noted, began).result(judgement, false, Optional.empty());
    }

    private CapacityAssembly assembly(MeasuredSearch measured, Noted noted, Instant began) {
        Course course = new Course(
                began,
                surroundings.clock().instant(),
                requestsPerJourney,
                noted.loadSeconds,
                noted.bound,
                surroundings.headroom());
        return new CapacityAssembly(test, course, measured);
    }

    /** Notes beside what the search notes: how long load was sent, and what ran out first. */
    private static final class Noted implements MeasuredSearch.Driver<SessionException> {
        private final SearchDriver driver;
        private GeneratorHealth generator = new GeneratorHealth(true, List.of(), 0, 0, 0);
        private double loadSeconds;
        private double lowestRefused = Double.POSITIVE_INFINITY;
        private List<Shortage> bound = List.of();

        Noted(SearchDriver driver) {
            this.driver = driver;
        }

        @Override
        public MeasuredSearch.Driven drive(Measure order) throws SessionException, InterruptedException {
            MeasuredSearch.Driven driven = driver.drive(order);
            generator = driven.generator();
            loadSeconds += order.length().toMillis() / 1_000.0;
            return driven;
        }

        @Override
        public StepRecorder rest(double rate, Duration length) throws SessionException, InterruptedException {
            return driver.rest(rate, length);
        }

        @Override
        public void judged(LoadStep step) {
            driver.judged(step);
            if (step.saturation().equals(Verdict.FAIL.name()) && step.rate() < lowestRefused) {
                lowestRefused = step.rate();
                bound = driver.shortages().isEmpty() ? List.of(target(step)) : driver.shortages();
            }
        }

        /** Where nothing of the generator's ran out, something of the target's did; what it was only the target knows. */
        private Shortage target(LoadStep step) {
            return new Shortage(
                    Shortage.Of.TARGET,
                    "it completed %s of %s, while the generator began what was due in time and used %s of its CPU"
                            .formatted(
                                    Figures.rate(step.throughput()),
                                    Figures.rate(step.rate()),
                                    Figures.share(generator.cpu())));
        }
    }
}
