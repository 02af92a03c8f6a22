package io.headroom.platform.campaign;

import io.headroom.platform.protection.Protections;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protection.Relaxation;
import io.headroom.protocol.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The protections guard the target again, proven by behaviour, and then the instance group scales as it did before. Load ends first: what the protections would block must not be
 * under way.
 */
final class RestoreProtections implements Stage {

    /** A gateway that is gone will not come back; the proof is settled after the environment is destroyed. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Protections protections;
    private final InstanceGroupBefore before;
    private final Workbench bench;

    RestoreProtections(Protections protections, InstanceGroupBefore before, Workbench bench) {
        this.protections = protections;
        this.before = before;
        this.bench = bench;
    }

    @Override
    public String name() {
        return StageName.RESTORE.text();
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public void letGo() {
        bench.releaseAgent();
        bench.releaseGroup();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        bench.releaseAgent();
        List<Relaxation> open;
        try {
            open = protections.restore(context.run(), PATIENCE, context::doing);
        } finally {
            before.restore(context);
        }
        if (!open.isEmpty()) {
            String names = open.stream()
                    .map(relaxation -> relaxation.protection().name())
                    .collect(Collectors.joining(" and "));
            throw StageFailure.failed(
                    Fault.PLATFORM,
                    names + " could not be proven closed yet: "
                            + open.getFirst().message());
        }
        boolean anyMayHaveStoodOpen = protections.ofRun(context.run()).stream()
                .anyMatch(relaxation -> relaxation.relaxedAt() != null || relaxation.verifiedClosed());
        return Outcome.of(anyMayHaveStoodOpen ? "everything relaxed is proven closed" : "nothing was relaxed");
    }
}
