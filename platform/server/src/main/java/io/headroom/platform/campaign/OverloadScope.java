package io.headroom.platform.campaign;

import io.headroom.platform.run.RunContext;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.run.RunResult;

/** On which set-up an overload is tried. */
enum OverloadScope {
    /** On the instance that was explored. */
    ONE(StageName.STRESS, StageName.RECOVER),
    /** On as many as the prediction was checked with. */
    ALL(StageName.STRESS_ALL, StageName.RECOVER_ALL);

    private final StageName stress;
    private final StageName recover;

    OverloadScope(StageName stress, StageName recover) {
        this.stress = stress;
        this.recover = recover;
    }

    StageName stress() {
        return stress;
    }

    StageName recover() {
        return recover;
    }

    int instances(RunContext context) {
        return this == ONE ? 1 : context.request().instances();
    }

    /** What the set-up was found to carry. */
    MeasuredCapacity.Interval maximum(RunContext context) {
        return switch (this) {
            case ONE -> Explored.of(context).maximum();
            case ALL ->
                context.output(StageName.EXTRAPOLATE.text(), StageOutput.class)
                        .map(StageOutput::extrapolation)
                        .map(RunResult.Extrapolation::capacity)
                        .map(MeasuredCapacity::maximum)
                        .orElseThrow(() -> new IllegalStateException("the stage that extrapolates comes first"));
        };
    }
}
