package io.headroom.engine;

import io.headroom.engine.measurement.Latencies;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.measurement.WindowRecorder;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.ScenarioException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One drive and everything its windows said, added up. */
record Measured(DriveReport report, List<WindowDelta> deltas, Map<String, Latencies> requests) {
    static final EngineSettings QUICK = EngineSettings.defaults()
            .withWarmUp(Duration.ZERO)
            .withLoops(2)
            .withWindow(Duration.ofMillis(250))
            .withLimits(Duration.ofSeconds(5), Duration.ofSeconds(5)); // a busy build machine is not what is tested

    static Measured drive(LoadSession session, double perSecond, Duration duration) throws SessionException {
        return drive(session, Drive.atRate(1, perSecond, duration, Duration.ofSeconds(3)));
    }

    static Measured drive(LoadSession session, Drive drive) throws SessionException {
        List<WindowDelta> deltas = new ArrayList<>();
        DriveReport report = session.drive(drive, deltas::addAll);
        Map<String, Latencies> requests = new HashMap<>();
        for (WindowDelta delta : deltas) {
            delta.requests().forEach((name, latencies) -> {
                Latencies sum = requests.computeIfAbsent(name, unused -> WindowRecorder.newLatencies());
                sum.response().add(latencies.response());
                sum.service().add(latencies.service());
                sum.lag().add(latencies.lag());
            });
        }
        return new Measured(report, deltas, requests);
    }

    static LoadSession open(String source, Target target, EngineSettings settings) throws ScenarioException {
        return LoadSession.open(scenario(source), target, settings);
    }

    /** A scenario of that class body, with the usual imports. */
    static CompiledScenario scenario(String body) throws ScenarioException {
        return CompiledScenario.compile("Test.java", """
                import io.headroom.scenario.*;
                import java.time.Duration;
                import java.util.*;
                class Test implements Scenario {
                %s
                }
                """.formatted(body));
    }

    long offered() {
        return deltas.stream().mapToLong(WindowDelta::offered).sum();
    }

    long sent() {
        return deltas.stream().mapToLong(WindowDelta::sent).sum();
    }

    long completed() {
        return deltas.stream().mapToLong(WindowDelta::completed).sum();
    }

    long dropped() {
        return deltas.stream().mapToLong(WindowDelta::dropped).sum();
    }

    Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>();
        deltas.forEach(delta -> delta.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum)));
        return errors;
    }
}
