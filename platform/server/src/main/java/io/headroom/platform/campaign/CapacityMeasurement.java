package io.headroom.platform.campaign;

import io.headroom.capacity.CapacityFigures;
import io.headroom.capacity.MeasuredSearch;
import io.headroom.capacity.StepRecorder;
import io.headroom.exploration.Baseline;
import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Decision;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Measurement.Validity;
import io.headroom.exploration.Preset;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.InstanceGroup;
import io.headroom.platform.fleet.Fleet.WorkFailed;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.fleet.WorkResult.Driven;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.Verdict;
import java.time.Duration;
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

    private final LoadDriver session;
    private final Workbench bench;
    private @Nullable Baseline baseline;

    CapacityMeasurement(LoadDriver session, Workbench bench) {
        this.session = session;
        this.bench = bench;
    }

    /** What came out. */
    record Found(Decision.Converged answer, MeasuredSearch measured) {

        MeasuredCapacity capacity() {
            List<LoadStep> steps = measured.steps();
            return CapacityFigures.of(answer, BindingResource.of(steps), steps);
        }
    }

    /** Lets instances that have just booted serve at a rate in requests/s, unmeasured: a cold one would be taken for a slow one. */
    void warmUp(double rate) throws StageFailure, InterruptedException {
        try {
            session.drive(LoadProfile.constant(rate, WARM_UP), frame -> false);
        } catch (WorkFailed failed) {
            throw StageFailure.failed(failed.fault(), failed.sentence());
        }
    }

    Found measure(RunContext context, String stage, int instances, CapacitySearch search)
            throws StageFailure, InterruptedException {
        MeasuredSearch measured = new MeasuredSearch(search);
        try {
            return switch (measured.perform(new Steps(context, stage, instances, search))) {
                case Decision.Converged answer -> new Found(answer, measured);
                case Decision.Doomed(String reason) -> throw doomed(reason, measured);
            };
        } catch (StepLost lost) {
            throw new StageFailure(Verdict.FAILED, lost.fault, lost.sentence, partial(measured));
        }
    }

    /**
     * Measures one rate shortly, to see whether it is carried; what the generator or a change of the environment spoiled is repeated.
     *
     * @return every step, the last one valid
     */
    MeasuredSearch look(RunContext context, String stage, int instances, double rate)
            throws StageFailure, InterruptedException {
        CapacitySearch search = CapacitySearch.from(
                        CampaignPlan.preset(context.request()),
                        Limits.doubling(),
                        ExploreCapacity.CEILING,
                        context.run().hashCode())
                .startingAt(rate, baseline());
        MeasuredSearch measured = new MeasuredSearch(search);
        Steps steps = new Steps(context, stage, instances, search);
        try {
            while (true) {
                Optional<LoadStep> step = measured.performNext(steps);
                if (step.isEmpty()) {
                    throw doomed(reason(search.next()), measured);
                }
                if (!step.get().verdict().equals(io.headroom.exploration.Verdict.INVALID.name())) {
                    return measured;
                }
            }
        } catch (StepLost lost) {
            throw new StageFailure(Verdict.FAILED, lost.fault, lost.sentence, partial(measured));
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

    /** A step that could not be driven to its end; what was measured before it stands. */
    private static final class StepLost extends Exception {
        private final Fault fault;
        private final String sentence;

        StepLost(Fault fault, String sentence) {
            super(sentence);
            this.fault = fault;
            this.sentence = sentence;
        }
    }

    /** Drives the steps of one search on so many instances. */
    private final class Steps implements MeasuredSearch.Driver<StepLost> {
        private final RunContext context;
        private final String stage;
        private final int instances;
        private final CapacitySearch search;
        private @Nullable StepProgress progress;

        Steps(RunContext context, String stage, int instances, CapacitySearch search) {
            this.context = context;
            this.stage = stage;
            this.instances = instances;
            this.search = search;
        }

        @Override
        public MeasuredSearch.Driven drive(Decision.Measure order) throws StepLost, InterruptedException {
            StepRecorder recorder = new StepRecorder();
            LoadProfile load = profile(order, CampaignPlan.preset(context.request()));
            StepProgress shown = new StepProgress(
                    context, new StepProgress.Place(stage, session.steps() + 1, instances), load, search.remaining());
            progress = shown;
            InstanceGroup group = bench.requireGroup();
            try (ResourceSampler sampler = new ResourceSampler(group, order.length())) {
                InstanceGroup.Status before = group.status();
                Driven driven = session.drive(load, frame -> {
                    recorder.add(frame);
                    shown.show(frame);
                    return false;
                });
                Validity validity = validity(context, driven, before, instances);
                return new MeasuredSearch.Driven(
                        recorder, driven.generator(), validity, leftWork(driven), sampler.figures(), session.steps());
            } catch (EnvironmentFailure lost) {
                throw new StepLost(Fault.PLATFORM, lost.sentence());
            } catch (WorkFailed failed) {
                throw new StepLost(failed.fault(), failed.sentence());
            }
        }

        @Override
        public StepRecorder rest(double rate, Duration length) throws StepLost, InterruptedException {
            StepRecorder recorder = new StepRecorder();
            try {
                session.drive(LoadProfile.constant(rate, length), frame -> {
                    recorder.add(frame);
                    return false;
                });
                return recorder;
            } catch (WorkFailed failed) {
                throw new StepLost(failed.fault(), failed.sentence());
            }
        }

        @Override
        public void judged(LoadStep step) {
            if (progress != null) {
                progress.judged(step, search);
            }
        }
    }

    /** It begins with a ramp, from a tenth, inside of what its warm-up cuts off, so that not all connections are opened at once. */
    private static LoadProfile profile(Decision.Measure order, Preset preset) {
        Duration ramp = Duration.ofMillis(Math.round(500 * preset.warmUpSeconds()));
        return LoadProfile.ramp(order.rate() / 10, order.rate(), ramp)
                .then(order.rate(), order.length().minus(ramp));
    }

    /** Requests that were cut off or timed out may still be under way in the target. */
    private static boolean leftWork(Driven driven) {
        return driven.totals().unfinished() > 0 || driven.totals().errors().containsKey("timeout");
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
        return MeasuredSearch.validity(driven.generator());
    }

    private static String changeOf(InstanceGroup.Status before, InstanceGroup.Status after) {
        List<String> news = after.events()
                .subList(
                        Math.min(before.events().size(), after.events().size()),
                        after.events().size());
        return "the environment changed during a load step, which is repeated: "
                + (news.isEmpty() ? before.ready() + " became " + after.ready() : String.join(" ", news));
    }

    private static String reason(Decision ended) {
        return ended instanceof Decision.Doomed(String reason) ? reason : "the search ended after one step";
    }

    private static StageFailure doomed(String reason, MeasuredSearch measured) {
        return measured.isGeneratorAtFault()
                ? new StageFailure(Verdict.INVALID, Fault.RESOURCES, reason, partial(measured))
                : new StageFailure(Verdict.FAILED, Fault.TARGET, reason, partial(measured));
    }

    private static Optional<Object> partial(MeasuredSearch measured) {
        return Optional.of(StageOutput.unfinished(measured.steps(), measured.health()));
    }
}
