package io.headroom.platform.campaign;

import io.headroom.capacity.Figures;
import io.headroom.platform.protection.Protections;
import io.headroom.protection.Relaxation;
import io.headroom.protocol.run.RunResult;
import java.time.Duration;
import java.util.List;

/** What was relaxed in a run, as the result document holds it. */
final class ProtectionResults {

    private ProtectionResults() {}

    static List<RunResult.Protection> of(Protections protections, String run) {
        return protections.ofRun(run).stream().map(ProtectionResults::of).toList();
    }

    private static RunResult.Protection of(Relaxation relaxation) {
        return new RunResult.Protection(
                relaxation.protection().name(),
                relaxation.protection().adapter(),
                Figures.rounded(relaxation.openFor().map(Duration::toMillis).orElse(0L) / 1000.0),
                relaxation.blockedShareBefore(),
                relaxation.verifiedOpen(),
                relaxation.verifiedClosed(),
                relaxation.state().name());
    }
}
