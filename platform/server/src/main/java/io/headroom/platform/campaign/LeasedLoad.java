package io.headroom.platform.campaign;

import io.headroom.platform.fleet.Fleet;
import io.headroom.platform.fleet.Fleet.WorkFailed;
import io.headroom.platform.run.Ownership.Standing;
import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.WorkResult.Driven;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Load that goes on only while the run is surely this platform's. As soon as the lease is over others may restore what the load runs against, so it
 * ends before that; and what was measured by then is invalid.
 */
final class LeasedLoad implements LoadDriver {

    private static final String STOPPED =
            "the platform could not renew its lease on the run in time, and stopped the load";

    private final LoadDriver load;
    private final Supplier<Standing> standing;

    LeasedLoad(LoadDriver load, Supplier<Standing> standing) {
        this.load = load;
        this.standing = standing;
    }

    @Override
    public Driven drive(LoadProfile profile, Fleet.Listener frames) throws WorkFailed, InterruptedException {
        if (!isOurs()) {
            throw WorkFailed.of(Fault.PLATFORM, STOPPED);
        }
        Driven driven = load.drive(profile, frame -> frames.hear(frame) || !isOurs());
        return isOurs() ? driven : spoiled(driven);
    }

    @Override
    public int steps() {
        return load.steps();
    }

    private boolean isOurs() {
        return standing.get() == Standing.OURS;
    }

    private static Driven spoiled(Driven driven) {
        GeneratorHealth health = driven.generator();
        List<String> reasons =
                Stream.concat(health.reasons().stream(), Stream.of(STOPPED)).toList();
        return new Driven(
                driven.journeysPerSecond(),
                driven.totals(),
                new GeneratorHealth(false, reasons, health.lagP99Millis(), health.cpu(), health.stallMillisMax()),
                driven.stopped());
    }
}
