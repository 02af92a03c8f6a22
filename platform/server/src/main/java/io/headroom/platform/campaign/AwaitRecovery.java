package io.headroom.platform.campaign;

import io.headroom.capacity.Figures;
import io.headroom.capacity.MeasuredSearch;
import io.headroom.exploration.Verdict;
import io.headroom.exploration.resilience.Recovery;
import io.headroom.exploration.resilience.Recovery.NotRecovered;
import io.headroom.exploration.resilience.Recovery.Recovered;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.run.RunRecovery;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says when the instances were as before the overload, and measures whether they still carry what they carried. */
final class AwaitRecovery implements Stage {

    private static final int TRIALS = 2;

    private final OverloadScope scope;
    private final CapacityMeasurement measurement;
    private final Workbench bench;

    AwaitRecovery(OverloadScope scope, CapacityMeasurement measurement, Workbench bench) {
        this.scope = scope;
        this.measurement = measurement;
        this.bench = bench;
    }

    @Override
    public String name() {
        return scope.recover().text();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        Overloaded overloaded = bench.requireOverloaded();
        Recovery recovery = overloaded.recovery();
        return switch (recovery) {
            case Recovered(double seconds) -> again(context, overloaded, seconds);
            case NotRecovered(String reason) -> {
                RunRecovery result = result(context, overloaded, null, reason, null);
                String sentence = String.format(
                        Locale.ROOT,
                        "%s not recovered %d s after an overload of %.0f requests/s: %s",
                        have(result.instances()),
                        overloaded.overload().limit().toSeconds(),
                        overloaded.overload().rate(),
                        reason);
                throw failure(sentence, StageOutput.of(result));
            }
        };
    }

    private Outcome again(RunContext context, Overloaded overloaded, double seconds)
            throws StageFailure, InterruptedException {
        double rate = scope.maximum(context).lower();
        int instances = scope.instances(context);
        StageOutput steps = StageOutput.nothing();
        LoadStep step;
        do {
            MeasuredSearch looked = measurement.look(context, name(), instances, rate);
            steps = steps.with(looked.steps(), looked.health());
            step = looked.steps().getLast();
        } while (step.saturation().equals(Verdict.FAIL.name()) && steps.steps().size() < TRIALS);
        RunRecovery.Again carried = new RunRecovery.Again(step.rate(), step.saturation(), step.throughput());
        RunRecovery result = result(context, overloaded, seconds, null, carried);
        StageOutput output = StageOutput.of(result).with(steps.steps(), steps.health());
        String asBefore = String.format(
                Locale.ROOT,
                "as before %.1f s after the return (%.0f requests owed, at %.0f/s to spare: %.1f s)",
                seconds,
                result.backlog(),
                scope.maximum(context).estimate() - result.backTo(),
                result.expectedSeconds());
        if (carried.verdict().equals(Verdict.FAIL.name())) {
            throw failure(
                    String.format(
                            Locale.ROOT,
                            "%s, but %.0f requests/s are not carried any more: %.0f are",
                            asBefore,
                            carried.rate(),
                            carried.throughput()),
                    output);
        }
        context.found(String.format(
                Locale.ROOT,
                "%s; after an overload %s %.0f s later",
                context.conclusion().reason(),
                instances == 1 ? "it is well again" : "they are well again",
                seconds));
        return Outcome.of(
                String.format(Locale.ROOT, "%s; %.0f requests/s are carried again", asBefore, carried.rate()), output);
    }

    private RunRecovery result(
            RunContext context,
            Overloaded overloaded,
            @Nullable Double seconds,
            @Nullable String reason,
            RunRecovery.@Nullable Again again) {
        Overload overload = overloaded.overload();
        return new RunRecovery(
                scope.instances(context),
                Figures.rounded(overload.rate()),
                overload.overload().toSeconds(),
                Figures.rounded(overload.backTo()),
                seconds == null ? "not-recovered" : "recovered",
                seconds,
                reason,
                Figures.rounded(overloaded.errorShare()),
                Figures.rounded(overloaded.backlog()),
                Figures.rounded(
                        overloaded.expectedSeconds(scope.maximum(context).estimate())),
                again,
                overloaded.raised().isEmpty()
                        ? null
                        : overloaded.raised().stream().map(AwaitRecovery::level).toList(),
                overloaded.recording().series());
    }

    private static RunRecovery.Level level(RisingOverload.Level level) {
        return new RunRecovery.Level(
                Figures.rounded(level.rate()),
                Figures.rounded(level.responsiveness().failedShare()),
                Figures.rounded(level.responsiveness().timedOutShare()),
                level.responsiveness().isLost());
    }

    private static String have(int instances) {
        return instances == 1 ? "one instance has" : instances + " instances have";
    }

    private static StageFailure failure(String sentence, StageOutput output) {
        return new StageFailure(io.headroom.protocol.run.Verdict.FAILED, Fault.TARGET, sentence, Optional.of(output));
    }
}
