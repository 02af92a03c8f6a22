package io.headroom.authoring;

import io.headroom.engine.Drive;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.LoadSession;
import io.headroom.engine.Target;
import io.headroom.engine.Totals;
import io.headroom.engine.scenario.CompiledScenario;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A written scenario, compiled and driven for a second. */
public final class Driven {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Driven() {}

    public static Totals drive(WrittenScenario written, URI target) throws Exception {
        CompiledScenario scenario = CompiledScenario.compile(written.name() + ".java", written.source());
        EngineSettings settings = EngineSettings.defaults()
                .withWarmUp(Duration.ZERO)
                .withLoops(1)
                .withLimits(Duration.ofSeconds(5), Duration.ofSeconds(5)); // a busy build machine is not what is tested
        try (LoadSession session =
                LoadSession.open(scenario, new Target(target, Map.of(), Duration.ofSeconds(5)), settings)) {
            session.prepare(text -> {});
            return session.drive(Drive.atRate(1, 100, SECOND, Duration.ofSeconds(10)), windows -> {})
                    .totals();
        }
    }
}
