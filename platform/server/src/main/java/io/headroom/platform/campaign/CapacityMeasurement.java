package io.headroom.platform.campaign;

import io.headroom.exploration.Baseline;
import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Decision;
import io.headroom.exploration.Judgement;
import io.headroom.exploration.Measurement;
import io.headroom.exploration.Measurement.Validity;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.InstanceGroup;
import io.headroom.platform.fleet.Fleet.WorkFailed;
import io.headroom.platform.measurement.StepRecorder;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.WorkResult.Driven;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a capacity search have its measurements, one load step after the other, until it has its answer.
 *
 * <p>A step during which the set of instances changed is invalid: the search repeats it, and the run says what happened.
 */
final class CapacityMeasurement {

    private static final Duration REPLACEMENT_LIMIT = Duration.ofSeconds(60);

    /** Long enough for a fresh JVM to compile what every request passes. */
    private static final Duration WARM_UP = Duration.ofSeconds(6);

    private final LoadSession session;
    private final Workbench bench;
    private @Nullable Baseline baseline;

    CapacityMeasurement(LoadSession session, Workbench bench) {
        this.session = session;
        this.bench = bench;
    }

    /**
     * What came out.
     *
     * @param answer of the search
     * @param steps every load step, in order
     * @param health of the generator at each step
     */
    record Found(Decision.Converged answer, List<RunResult.Step> steps, List<GeneratorHealth> health) {}

    /** Everything known so far of one search, for a result that must hold it even if the search ends badly. */
    private static final class Ladder {
        private final List<RunResult.Step> steps = new ArrayList<>();
        private final List<GeneratorHealth> health = new ArrayList<>();
    }

    /** Lets instances that have just booted serve at a rate in requests/s, unmeasured: a cold one would be taken for a slow one. */
    void warmUp(double rate) throws StageFailure, InterruptedException {
        try {
            session.drive(rate, WARM_UP, frame -> {});
        } catch (WorkFailed failed) {
            throw StageFailure.failed(failed.fault(), failed.sentence());
        }
    }

    Found measure(RunContext context, String stage, int instances, CapacitySearch search)
            throws StageFailure, InterruptedException {
        Ladder ladder = new Ladder();
        while (true) {
            switch (search.next()) {
                case Decision.Measure order -> step(context, stage, instances, search, order, ladder);
                case Decision.Converged answer -> {
                    return new Found(answer, List.copyOf(ladder.steps), List.copyOf(ladder.health));
                }
                case Decision.Doomed(String reason) -> throw doomed(reason, ladder);
            }
        }
    }

    /** Keeps what one instance is like at almost no load, for the search with several. */
    void remember(Baseline atAlmostNoLoad) {
        baseline = atAlmostNoLoad;
    }

    Baseline baseline() {
        if (baseline == null) {
            throw new IllegalStateException("the stage that explores comes first");
        }
        return baseline;
    }

    private void step(
            RunContext context,
            String stage,
            int instances,
            CapacitySearch search,
            Decision.Measure order,
            Ladder ladder)
            throws StageFailure, InterruptedException {
        StepRecorder recorder = new StepRecorder();
        StepProgress progress =
                new StepProgress(context, stage, session.steps() + 1, instances, order, search.remaining());
        InstanceGroup group = bench.requireGroup();
        try (ResourceSampler sampler = new ResourceSampler(group, order.length())) {
            InstanceGroup.Status before = group.status();
            Driven driven = session.drive(order.rate(), order.length(), frame -> {
                recorder.add(frame);
                progress.show(frame);
            });
            Validity validity = validity(context, driven, before, instances);
            Judgement judgement = search.observe(new Measurement(order.rate(), recorder.windows(), validity));
            RunResult.Step measured = StepResult.of(order.rate(), judgement, recorder, sampler.figures());
            ladder.steps.add(measured);
            ladder.health.add(driven.generator());
            progress.judged(measured, search);
        } catch (EnvironmentFailure lost) {
            throw new StageFailure(Verdict.FAILED, Fault.PLATFORM, lost.sentence(), partial(ladder));
        } catch (WorkFailed failed) {
            throw new StageFailure(Verdict.FAILED, failed.fault(), failed.sentence(), partial(ladder));
        }
    }

    private Validity validity(RunContext context, Driven driven, InstanceGroup.Status before, int instances)
            throws EnvironmentFailure, InterruptedException {
        InstanceGroup.Status after = bench.requireGroup().status();
        if (!after.ready().equals(before.ready())
                || after.events().size() > before.events().size()) {
            String change = changeOf(before, after);
            context.note(Severity.WARNING, change);
            bench.requireGroup().pin(instances, REPLACEMENT_LIMIT);
            return new Validity.Invalid(change);
        }
        return driven.generator().valid()
                ? new Validity.Valid()
                : new Validity.Invalid(String.join("; ", driven.generator().reasons()));
    }

    private static String changeOf(InstanceGroup.Status before, InstanceGroup.Status after) {
        List<String> news = after.events()
                .subList(
                        Math.min(before.events().size(), after.events().size()),
                        after.events().size());
        return "the environment changed during a load step, which is repeated: "
                + (news.isEmpty() ? before.ready() + " became " + after.ready() : String.join(" ", news));
    }

    private static StageFailure doomed(String reason, Ladder ladder) {
        boolean generatorFailed =
                !ladder.health.isEmpty() && !ladder.health.getLast().valid();
        return generatorFailed
                ? new StageFailure(Verdict.INVALID, Fault.RESOURCES, reason, partial(ladder))
                : new StageFailure(Verdict.FAILED, Fault.TARGET, reason, partial(ladder));
    }

    private static Optional<Object> partial(Ladder ladder) {
        return Optional.of(StageOutput.unfinished(ladder.steps, ladder.health));
    }
}
