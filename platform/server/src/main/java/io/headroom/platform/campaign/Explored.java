package io.headroom.platform.campaign;

import io.headroom.platform.run.RunContext;
import io.headroom.protocol.capacity.MeasuredCapacity;

/** What one instance was found to carry, for stages that come after it is known. */
final class Explored {

    private Explored() {}

    static MeasuredCapacity of(RunContext context) {
        return context.output(StageName.EXPLORE.text(), StageOutput.class)
                .map(StageOutput::capacity)
                .orElseThrow(() -> new IllegalStateException("the stage that explores comes first"));
    }
}
