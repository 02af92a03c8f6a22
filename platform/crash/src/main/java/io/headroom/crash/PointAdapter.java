package io.headroom.crash;

import io.headroom.protection.AgentToken;
import io.headroom.protection.Extent;
import io.headroom.protection.ProtectionAdapter;
import io.headroom.protection.ProtectionState;
import java.util.Map;
import java.util.function.Supplier;

/** Passes the points within effects and proofs. */
record PointAdapter(ProtectionAdapter adapter, Points points, Supplier<ProtectionState> lastCommitted)
        implements ProtectionAdapter {
    @Override
    public Sighting observe() throws InterruptedException {
        return adapter.observe();
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        points.reach(KillPoint.RELAX_IN_FLIGHT);
        return adapter.relax(opening, ruleVersion);
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        points.reach(KillPoint.RESTORE_IN_FLIGHT);
        return adapter.restore(artefact, extent, inDoubt);
    }

    /** Asked for by a proof, in the middle of it. */
    @Override
    public Map<String, String> pass(AgentToken token, String artefact) {
        if (lastCommitted.get() == ProtectionState.RELAXED) {
            points.reach(KillPoint.VERIFYING_OPEN);
        } else if (lastCommitted.get() == ProtectionState.RESTORED) {
            points.reach(KillPoint.VERIFYING_CLOSED);
        }
        return adapter.pass(token, artefact);
    }
}
