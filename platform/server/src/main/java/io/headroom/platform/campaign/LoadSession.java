package io.headroom.platform.campaign;

import io.headroom.platform.fleet.Fleet;
import io.headroom.platform.fleet.Fleet.WorkFailed;
import io.headroom.platform.scenario.Scenarios;
import io.headroom.platform.telemetry.Telemetry;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import io.headroom.protocol.fleet.WorkResult.Driven;
import io.headroom.protocol.fleet.WorkResult.Prepared;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** One scenario against one target in the hands of the run's agent: prepared once, driven step by step. */
final class LoadSession implements LoadDriver {

    /** Set-up users, warm-up and calibration. */
    private static final Duration PREPARE_LIMIT = Duration.ofSeconds(120);

    /** Late answers after a step: the sample's queue holds two seconds of work. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private static final Duration SLACK = Duration.ofSeconds(20);

    private final Fleet fleet;
    private final Workbench bench;
    private final Telemetry telemetry;
    private final String session = UUID.randomUUID().toString();
    private String run = "";
    private int steps;

    LoadSession(Fleet fleet, Workbench bench, Telemetry telemetry) {
        this.fleet = fleet;
        this.bench = bench;
        this.telemetry = telemetry;
    }

    /** From now on what services report of this session's requests counts as this run's. */
    void traceFor(String run) {
        this.run = run;
        telemetry.expect(run, session);
    }

    /** Whose requests it sends. */
    String run() {
        return run;
    }

    Prepared prepare(
            Scenarios.Source scenario, Work.Target target, long seed, Duration window, Consumer<String> progress)
            throws WorkFailed, InterruptedException {
        Work.Prepare order =
                new Work.Prepare(id(), session, scenario.forAgents(), target, seed, (int) window.toMillis());
        WorkResult result = perform(
                order,
                frame -> {
                    progress.accept(frame.progress());
                    return false;
                },
                PREPARE_LIMIT);
        return expect(result, Prepared.class);
    }

    @Override
    public Driven drive(LoadProfile profile, Fleet.Listener frames) throws WorkFailed, InterruptedException {
        steps++;
        Work.Drive order = new Work.Drive(id(), session, steps, profile.stretches(), DRAIN.toMillis());
        telemetry.stepBegins(session, steps);
        try {
            WorkResult result =
                    perform(order, frames, profile.length().plus(DRAIN).plus(SLACK));
            return expect(result, Driven.class);
        } finally {
            telemetry.stepEnds(session, steps);
        }
    }

    @Override
    public int steps() {
        return steps;
    }

    private WorkResult perform(Work work, Fleet.Listener frames, Duration limit)
            throws WorkFailed, InterruptedException {
        return fleet.perform(bench.requireAgent().agent(), work, frames, limit);
    }

    private static <T extends WorkResult> T expect(WorkResult result, Class<T> type) {
        if (!type.isInstance(result)) {
            throw new IllegalStateException("the agent answered "
                    + result.getClass().getSimpleName() + " where " + type.getSimpleName() + " was due");
        }
        return type.cast(result);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
