package io.headroom.engine;

import io.headroom.engine.measurement.Tally;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.JourneyCode;
import io.headroom.engine.scenario.JourneyKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** What comes before measurement: warm-up, reaching the target, set-up, calibration. Gentle, because the target may be small. */
final class Preparer {
    private static final int REACH_MILLIS = 1_500;
    private static final OpeningFailure NO_ANSWER = new OpeningFailure("timeout", "nobody answered in time");
    private static final int IN_FLIGHT = 8;
    private static final double SETUP_PER_SECOND = 50;
    private static final double CALIBRATION_PER_SECOND = 25;
    private static final int CALIBRATION_JOURNEYS = 20;
    private static final int CALIBRATION_OF_EACH_MIN = 3;
    private static final Duration SETUP_MIN = Duration.ofSeconds(6);
    private static final Duration CALIBRATION = Duration.ofSeconds(20);
    private static final Duration ONE_WINDOW = Duration.ofHours(1);
    /** With this share of the users asked for, a set-up that ran out of time is good enough. */
    private static final double ENOUGH = 0.1;

    private final Loops loops;
    private final List<Lane> lanes;
    private final CompiledScenario scenario;
    private final Target target;
    private final EngineSettings settings;
    private final Consumer<String> progress;
    private final List<String> warnings = new ArrayList<>();

    /** What a session is made of. */
    record Parts(Loops loops, List<Lane> lanes, CompiledScenario scenario, Target target, EngineSettings settings) {}

    Preparer(Parts parts, Consumer<String> progress) {
        this.loops = parts.loops();
        this.lanes = parts.lanes();
        this.scenario = parts.scenario();
        this.target = parts.target();
        this.settings = parts.settings();
        this.progress = progress;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void warmUp() throws SessionException {
        if (!UserThread.runsOnLoop()) {
            warnings.add("Virtual users do not run on their event loop, which costs CPU: start Java with"
                    + " --add-opens java.base/java.lang=ALL-UNNAMED.");
        }
        if (settings.measuring().warmUp().isPositive()) {
            progress.accept("warming up the load engine");
            new WarmUp(loops, settings, spoken())
                    .run()
                    .ifPresent(failure -> warnings.add(
                            "The load engine could not warm up on itself, so the load's first seconds are cold: "
                                    + failure));
        }
    }

    /** What the connection that reached the target speaks. */
    private WarmUp.Speech spoken() {
        Connections connections = lanes.getFirst().origins().home();
        var severalAtATime = new CompletableFuture<Boolean>();
        connections.loop().eventLoop().execute(() -> severalAtATime.complete(connections.carrySeveral()));
        return WarmUp.Speech.of(connections.origin().isSecure(), severalAtATime.join());
    }

    void reach() throws SessionException {
        progress.accept("reaching " + target.baseUrl());
        Connections connections = lanes.getFirst().origins().home();
        var reached = new CompletableFuture<Optional<OpeningFailure>>();
        connections.loop().eventLoop().execute(() -> connections.reach(reached::complete));
        Optional<OpeningFailure> failure = reached.completeOnTimeout(
                        Optional.of(NO_ANSWER), REACH_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        if (failure.isPresent()) {
            throw new SessionException(
                    failure.get().fault(),
                    "cannot reach " + target.baseUrl() + ": " + failure.get().reason());
        }
    }

    void setUp() throws SessionException {
        for (JourneyKind setup : scenario.setups()) {
            int users = setup.share();
            progress.accept("setting up: " + setup.name() + " for " + users + " users");
            Duration time = Duration.ofMillis((long) Math.max(SETUP_MIN.toMillis(), 2_000 * users / SETUP_PER_SECOND));
            Loops.Outcome outcome = run(time, scenario.setups(), windows -> {}, origin -> {
                Lane lane = origin.lane();
                int index = lanes.indexOf(lane);
                long share = (users + lanes.size() - 1 - index) / lanes.size();
                var bounds = new Batch.Bounds(
                        Long.MAX_VALUE, share, perLoop(IN_FLIGHT), SETUP_PER_SECOND / lanes.size(), time.toNanos());
                return batch(lane.setups().get(setup.index()), bounds, origin);
            });
            requireEnough(setup, outcome.tally().journeys[setup.index()].succeeded, outcome.tally());
        }
    }

    /** A few journeys of each kind, to learn how many requests one of them issues. */
    JourneyMeans calibrate() throws SessionException {
        var means = new JourneyMeans(scenario);
        int ofEach = Math.max(
                CALIBRATION_OF_EACH_MIN, CALIBRATION_JOURNEYS / scenario.mixed().size());
        for (JourneyKind kind : scenario.mixed()) {
            progress.accept("calibrating: " + ofEach + " journeys of " + kind.name());
            Loops.Outcome outcome = run(CALIBRATION, scenario.journeys(), means::learnAnswers, origin -> {
                Lane lane = origin.lane();
                int index = lanes.indexOf(lane);
                long attempts = (ofEach + lanes.size() - 1 - index) / lanes.size();
                var bounds = new Batch.Bounds(
                        attempts,
                        attempts,
                        perLoop(IN_FLIGHT),
                        CALIBRATION_PER_SECOND / lanes.size(),
                        CALIBRATION.toNanos());
                return batch(lane.journey(kind.index()), bounds, origin);
            });
            if (outcome.tally().journeys[kind.index()].succeeded == 0) {
                throw failure("journey " + kind.name(), outcome.tally());
            }
            means.learn(outcome.tally(), 1);
        }
        means.requireRequests();
        return means;
    }

    private void requireEnough(JourneyKind setup, long succeeded, Tally tally) throws SessionException {
        if (succeeded >= setup.share()) {
            return;
        }
        if (succeeded == 0 || succeeded < ENOUGH * setup.share()) {
            throw failure("set-up " + setup.name(), tally);
        }
        warnings.add("Set-up " + setup.name() + " succeeded for " + succeeded + " of " + setup.share()
                + " users in the time that it was given.");
    }

    private SessionException failure(String what, Tally tally) {
        String kind = tally.errors.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        Fault fault = switch (kind) {
            case "scenario-exception", "request-not-sent", "pool-empty", "dns-failed" -> Fault.USER;
            case "tls-untrusted", "tls-hostname", "h2-not-offered", "h2-failed" -> Fault.USER;
            case "feed-exhausted", "identity-pool-empty", "login-failed" -> Fault.USER;
            case "open-files" -> Fault.RESOURCES;
            default -> Fault.TARGET;
        };
        String first = tally.firstFailures.getOrDefault(kind, "no user came to an end in time");
        return new SessionException(fault, what + " fails: " + first);
    }

    private Loops.Outcome run(
            Duration time,
            List<JourneyKind> kinds,
            Consumer<List<WindowDelta>> windows,
            Function<Loops.Origin, Source> sources)
            throws SessionException {
        var timing = new Loops.Timing(ONE_WINDOW, time, target.timeout());
        var plan = Loops.Plan.unmeasured(timing, settings.run().seed(), kinds);
        Loops.Outcome outcome = loops.run(plan, lanes, sources, windows);
        if (outcome.stopped()) {
            throw new SessionException(Fault.USER, "The preparation was stopped.");
        }
        return outcome;
    }

    private Batch batch(JourneyCode code, Batch.Bounds bounds, Loops.Origin origin) {
        return new Batch(List.of(code), bounds, origin.nanos(), origin.lane().stripe(), settings.stripes());
    }

    private int perLoop(int all) {
        return Math.max(1, all / lanes.size());
    }
}
