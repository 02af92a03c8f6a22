package io.headroom.engine;

import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.JourneyKind;
import io.headroom.engine.schedule.RateProfile;
import io.headroom.engine.schedule.UserProfile;
import io.headroom.engine.tls.Security;
import io.headroom.scenario.Journey;
import io.headroom.scenario.Scenario;
import io.headroom.scenario.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Exercises the engine's own path against itself, by the protocol that the target speaks, until a request costs no less CPU than a moment before and the
 * JVM has compiled what it wanted to, so that a cold JVM colours no result.
 */
final class WarmUp {
    private static final Duration SLICE = Duration.ofMillis(150);
    /** Users who follow one another keep a core busy, so a shorter slice shows what a request costs. */
    private static final Duration BUSY_SLICE = Duration.ofMillis(75);

    private static final Duration WINDOW = Duration.ofMillis(20);
    private static final Duration DRAIN = SLICE.multipliedBy(2);
    private static final int USERS_PER_LOOP = 16;
    /** Fewer than users: some find no connection that is free and wait for one. */
    private static final int CONNECTIONS_PER_LOOP = 8;

    /** Enough that in {@link #SLICES_MIN} slices each method on an arrival's way is called as often as the JVM asks before it compiles it for good. */
    private static final double JOURNEYS_PER_SECOND = 6_000;
    /** Enough that what happens once in the life of a user's thread or of a connection is compiled for those that come later. */
    private static final double NEWCOMERS_PER_SECOND = 2_000;
    /** Ticks come often, too, or they are called too seldom to be compiled before the load's first seconds. */
    private static final long TICK_NANOS = 50_000;

    private static final double FLAT = 0.9;
    private static final int FLAT_SLICES = 3;
    private static final int SLICES_MIN = 7;
    /** In which journeys also begin as preparation begins them, which is never at a high rate. */
    private static final int BATCHES = 2;
    /** Longer than the ticks in which a process' CPU time is counted. */
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Share of one core below which nobody is compiling. */
    private static final double RESTING = 0.2;

    /** As many handshakes as a core has time for in {@link #SLICE}. */
    private static final double HANDSHAKES_PER_SECOND = 500;

    private final Loops loops;
    private final EngineSettings settings;
    private final Speech speech;

    /** What is spoken to the target. */
    enum Speech {
        HTTP_1_1(LoopbackResponder.Speech.HTTP_1_1, Protocol.HTTP_1_1),
        HTTP_2(LoopbackResponder.Speech.HTTP_2, Protocol.HTTP_2),
        HTTP_1_1_OVER_TLS(LoopbackResponder.Speech.TLS, Protocol.HTTP_1_1),
        HTTP_2_OVER_TLS(LoopbackResponder.Speech.TLS, Protocol.HTTP_2);

        private final LoopbackResponder.Speech understood;
        private final Protocol protocol;

        Speech(LoopbackResponder.Speech understood, Protocol protocol) {
            this.understood = understood;
            this.protocol = protocol;
        }

        static Speech of(boolean secure, boolean http2) {
            if (secure) {
                return http2 ? HTTP_2_OVER_TLS : HTTP_1_1_OVER_TLS;
            }
            return http2 ? HTTP_2 : HTTP_1_1;
        }
    }

    WarmUp(Loops loops, EngineSettings settings, Speech speech) {
        this.loops = loops;
        this.speech = speech;
        this.settings = settings.withConnectionsMax(CONNECTIONS_PER_LOOP * settings.loops());
    }

    /**
     * Like what people write: JSON out, JSON in, a parameter. The launcher keeps the JVM from compiling these methods into one, which takes its compiler more
     * memory than all else that a load needs compiled.
     */
    static final class Exercise implements Scenario {
        record Thing(String id, String name, String tag) {}

        record NewThing(String name, String tag) {}

        @Journey
        void createThenFind(User user) {
            for (Thing thing : user.sample(find(user, create(user)), 1)) {
                replace(user, thing);
            }
            user.think(Duration.ofMillis(1));
        }

        private static Thing create(User user) {
            return user.post("/things")
                    .json(new NewThing(user.unique("name"), user.zipf(1_000, "tag")))
                    .expect(201)
                    .as(Thing.class);
        }

        private static List<Thing> find(User user, Thing like) {
            return user.get("/things?tag={tag}", like.tag()).expect(200).asList(Thing.class);
        }

        private static void replace(User user, Thing thing) {
            user.put("/things/{id}", thing.id()).json(thing).expect(201);
        }
    }

    /** Opens a connection for one request, and waits. */
    static final class Newcomer implements Scenario {

        @Journey
        void begin(User user) {
            user.get(LoopbackResponder.LAST).expect(200);
            user.think(SLICE);
        }
    }

    /** Returns why nobody answered, if nobody did. */
    Optional<String> run() throws SessionException {
        loops.all().forEach(loop -> loop.tickEvery(TICK_NANOS));
        try {
            try (var responder = new LoopbackResponder()) {
                receive(NEWCOMERS_PER_SECOND, responder);
                if (speech == Speech.HTTP_1_1) {
                    return untilFlat(responder);
                }
            }
            try (var responder = new LoopbackResponder(speech.understood)) {
                if (speech.understood == LoopbackResponder.Speech.TLS) {
                    receive(HANDSHAKES_PER_SECOND, responder);
                }
                return untilFlat(responder);
            }
        } finally {
            loops.all().forEach(Loop::tickAsUsual);
            forget();
        }
    }

    /**
     * The serial collector would rather extend its old generation than collect it: what exercises leave there would stay resident, or be collected in
     * measured time.
     */
    private static void forget() {
        System.gc();
    }

    /** Newcomers, all of whom speak HTTP/1.1. */
    private void receive(double perLoopAndSecond, LoopbackResponder responder) throws SessionException {
        EndPoint self = endPoint(responder, Protocol.HTTP_1_1);
        try (var lanes = new ClosingLanes(CompiledScenario.of(Newcomer.class), self)) {
            lanes.exercise(open(perLoopAndSecond));
        }
    }

    /** Nobody can vouch for the responder. */
    private static EndPoint endPoint(LoopbackResponder responder, Protocol protocol) throws SessionException {
        Security believing = Security.STANDARD.withInsecure();
        return EndPoint.of(new Target(responder.url(), Map.of(), Duration.ofSeconds(2), believing, protocol));
    }

    /** Everything that begins journeys, and short windows: what the JVM has never seen happen it compiles out, and has to compile again when it does. */
    private Optional<String> untilFlat(LoopbackResponder responder) throws SessionException {
        EndPoint self = endPoint(responder, speech.protocol);
        try (var lanes = new ClosingLanes(CompiledScenario.of(Exercise.class), self)) {
            untilFlat(lanes);
            return lanes.completed > 0 ? Optional.empty() : Optional.of(lanes.failure);
        }
    }

    private void untilFlat(ClosingLanes lanes) throws SessionException {
        long end = Loop.now() + settings.measuring().warmUp().toNanos();
        double lowest = Double.MAX_VALUE;
        int flat = 0;
        for (int slice = 0; (slice < SLICES_MIN || flat < FLAT_SLICES) && Loop.now() < end; slice++) {
            lanes.exercise(open(JOURNEYS_PER_SECOND));
            if (slice < BATCHES) {
                lanes.exercise(this::batch);
            }
            double cost = lanes.exercise(closed());
            boolean compiled = letCompile(end);
            flat = cost > FLAT * lowest && !compiled ? flat + 1 : 0;
            lowest = Math.min(lowest, cost);
        }
    }

    private Load open(double perLoopAndSecond) {
        return new Load.Open(RateProfile.constant(perLoopAndSecond * settings.stripes(), SLICE));
    }

    private Source batch(Loops.Origin origin) {
        Lane lane = origin.lane();
        var bounds =
                new Batch.Bounds(Long.MAX_VALUE, Long.MAX_VALUE, USERS_PER_LOOP, JOURNEYS_PER_SECOND, SLICE.toNanos());
        return new Batch(lane.mixed(), bounds, origin.nanos(), lane.stripe(), settings.stripes());
    }

    private Load closed() {
        return new Load.Closed(UserProfile.constant(USERS_PER_LOOP * settings.stripes(), BUSY_SLICE), Duration.ZERO);
    }

    /**
     * Leaves the processor to the JVM's compilers until this process rests; whether they had something to do. Where the loops have every core they would
     * compete with them, and what is slow only because nobody gets to compile it looks flat.
     */
    private static boolean letCompile(long end) throws SessionException {
        boolean busy = false;
        while (Loop.now() < end) {
            long cpu = ProcessUse.cpuNanosSoFar();
            long from = Loop.now();
            pause();
            if (ProcessUse.cpuNanosSoFar() - cpu < RESTING * (Loop.now() - from)) {
                return busy;
            }
            busy = true;
        }
        return busy;
    }

    private static void pause() throws SessionException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionException(Fault.PLATFORM, "The thread that prepares the load was interrupted.");
        }
    }

    /** Lanes of a scenario that leave the loops as they found them. */
    private final class ClosingLanes implements AutoCloseable {
        private final List<Lane> lanes;
        private long completed;
        private String failure = "no answer in time";

        ClosingLanes(CompiledScenario scenario, EndPoint self) {
            lanes = Lane.onEach(loops, scenario, self, settings);
        }

        /** CPU nanoseconds of the loops per request. */
        double exercise(Load load) throws SessionException {
            CompiledScenario scenario = lanes.getFirst().scenario();
            return exercise(new Models(scenario, settings, settings.run().seed()).of(load, 1));
        }

        double exercise(Function<Loops.Origin, Source> sources) throws SessionException {
            var timing = new Loops.Timing(WINDOW, SLICE, DRAIN);
            List<JourneyKind> journeys = lanes.getFirst().scenario().journeys();
            var plan = Loops.Plan.unmeasured(timing, settings.run().seed(), journeys);
            Loops.Outcome outcome = loops.run(plan, lanes, sources, windows -> {});
            completed += outcome.tally().completed;
            outcome.tally().firstFailures.values().stream().findFirst().ifPresent(first -> failure = first);
            return (double) outcome.tally().cpuNanos / Math.max(1, outcome.tally().completed);
        }

        @Override
        public void close() {
            loops.close(lanes);
        }
    }
}
