package io.headroom.sample.instance;

import io.headroom.sample.defect.Defect;
import java.util.List;
import java.util.Set;

/**
 * One instance as it describes itself.
 *
 * @param defects all that are switched on
 */
record Instance(String id, String zone, int workers, double serviceTimeMillis, List<Defect> defects) {

    private static final double NANOS_PER_MILLI = 1e6;

    static Instance of(InstanceConfiguration configuration) {
        return new Instance(
                configuration.instanceId(),
                configuration.zone(),
                configuration.workers(),
                configuration.serviceTime().toNanos() / NANOS_PER_MILLI,
                configuration.defects().orElse(Set.of()).stream().sorted().toList());
    }
}
