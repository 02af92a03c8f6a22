package io.headroom.authoring;

import io.headroom.engine.Drive;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.LoadSession;
import io.headroom.engine.Target;
import io.headroom.engine.Totals;
import io.headroom.engine.scenario.CompiledScenario;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A written scenario, compiled and driven for a second. */
public final class Driven {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Driven() {}

    /** What went wrong when one user did everything once, as {@code kind: sentence}. */
    public static List<String> walk(WrittenScenario written, URI target) throws Exception {
        List<String> failures = new ArrayList<>();
        try (LoadSession session = open(written, target)) {
            session.rehearse(List.of(), exchanged -> {
                if (exchanged.failure() != null) {
                    failures.add(exchanged.failure());
                }
            });
        }
        return failures;
    }

    public static Totals drive(WrittenScenario written, URI target) throws Exception {
        try (LoadSession session = open(written, target)) {
            session.prepare(text -> {});
            return session.drive(Drive.atRate(1, 100, SECOND, Duration.ofSeconds(10)), windows -> {})
                    .totals();
        }
    }

    private static LoadSession open(WrittenScenario written, URI target) throws Exception {
        CompiledScenario scenario = CompiledScenario.compile(written.name() + ".java", written.source());
        EngineSettings settings = EngineSettings.defaults()
                .withWarmUp(Duration.ZERO)
                .withLoops(1)
                .withLimits(Duration.ofSeconds(5), Duration.ofSeconds(5)); // a busy build machine is not what is tested
        return LoadSession.open(scenario, new Target(target, Map.of(), Duration.ofSeconds(5)), settings);
    }
}
