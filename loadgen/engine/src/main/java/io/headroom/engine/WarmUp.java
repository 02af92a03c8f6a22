package io.headroom.engine;

import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.scenario.Journey;
import io.headroom.scenario.Scenario;
import io.headroom.scenario.User;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Exercises the engine's own path against itself until a request costs no less CPU than a moment before, so that a cold JVM colours no result.
 */
final class WarmUp {
    private static final Duration SLICE = Duration.ofMillis(250);
    private static final int USERS_PER_LOOP = 16;
    private static final double FLAT = 0.9;

    private final Loops loops;
    private final EngineSettings settings;

    WarmUp(Loops loops, EngineSettings settings) {
        this.loops = loops;
        this.settings = settings;
    }

    /** Like what people write: JSON out, JSON in, a parameter. */
    static final class Exercise implements Scenario {
        record Thing(String id, String name, String tag) {}

        record NewThing(String name, String tag) {}

        @Journey
        void createThenFind(User user) {
            Thing created = user.post("/things")
                    .json(new NewThing(user.unique("name"), user.zipf(1_000, "tag")))
                    .expect(201)
                    .as(Thing.class);
            List<Thing> found =
                    user.get("/things?tag={tag}", created.tag()).expect(200).asList(Thing.class);
            for (Thing thing : user.sample(found, 1)) {
                user.put("/things/{id}", thing.id()).json(thing).expect(201);
            }
            user.think(Duration.ofMillis(1));
        }
    }

    void run() throws SessionException {
        try (var responder = new LoopbackResponder()) {
            var url = URI.create("http://127.0.0.1:" + responder.port());
            EndPoint self = EndPoint.of(new Target(url, Map.of(), Duration.ofSeconds(2)));
            CompiledScenario exercise = CompiledScenario.of(Exercise.class);
            List<Lane> lanes = Lane.onEach(loops, exercise, self, settings);
            try {
                untilFlat(lanes);
            } finally {
                loops.close(lanes);
            }
        }
    }

    private void untilFlat(List<Lane> lanes) throws SessionException {
        long slices = Math.max(1, settings.measuring().warmUp().dividedBy(SLICE));
        double lowest = Double.MAX_VALUE;
        int flat = 0;
        for (long slice = 0; slice < slices && flat < 2; slice++) {
            double cost = costOfSlice(lanes);
            flat = cost > FLAT * lowest ? flat + 1 : 0;
            lowest = Math.min(lowest, cost);
        }
    }

    /** CPU nanoseconds of the loops per request. */
    private double costOfSlice(List<Lane> lanes) throws SessionException {
        var timing = new Loops.Timing(Duration.ofHours(1), SLICE, SLICE);
        var plan = Loops.Plan.unmeasured(
                timing, settings.run().seed(), lanes.getFirst().scenario().journeys());
        var bounds = new Batch.Bounds(
                Long.MAX_VALUE, Long.MAX_VALUE, USERS_PER_LOOP, Double.POSITIVE_INFINITY, SLICE.toNanos());
        Loops.Outcome outcome = loops.run(
                plan, lanes, origin -> new Batch(origin.lane().mixed(), bounds, origin.nanos(), 0, 1), windows -> {});
        return (double) outcome.tally().cpuNanos / Math.max(1, outcome.tally().completed);
    }
}
