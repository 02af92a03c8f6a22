package io.headroom.bench.generator;

import io.headroom.engine.Drive;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.LoadSession;
import io.headroom.engine.Target;
import io.headroom.engine.scenario.CompiledScenario;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The engine in a process of its own: users who fetch one resource again and again. Arguments: URL, users, seconds. */
final class EngineProgram {

    /** A journey fetches many times, and more journeys arrive than find room: so all users are always busy. */
    private static final String SCENARIO = """
            import io.headroom.scenario.*;
            class Fetching implements Scenario {
                @Journey void fetch(User user) {
                    for (int i = 0; i < 5_000; i++) user.get("%s").expect(200);
                }
            }
            """;

    private static final double MORE_THAN_FIND_ROOM = 5_000_000;

    private EngineProgram() {}

    public static void main(String[] arguments) throws Exception {
        URI url = URI.create(arguments[0]);
        int users = Integer.parseInt(arguments[1]);
        var duration = Duration.ofSeconds(Long.parseLong(arguments[2]));
        var scenario = CompiledScenario.compile("Fetching.java", SCENARIO.formatted(url.getPath()));
        var target = new Target(url.resolve("/"), Map.of(), Duration.ofSeconds(10));
        EngineSettings settings = EngineSettings.defaults().withLoops(1).withInFlightMax(users);
        try (LoadSession session = LoadSession.open(scenario, target, settings)) {
            session.prepare(System.out::println);
            var report = session.drive(
                    Drive.atRate(1, MORE_THAN_FIND_ROOM, duration, Duration.ofSeconds(10)), windows -> {});
            System.out.println(report);
        }
    }
}
