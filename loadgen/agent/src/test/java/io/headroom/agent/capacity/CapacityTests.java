package io.headroom.agent.capacity;

import io.headroom.agent.capacity.CapacityTest.Sought;
import io.headroom.agent.loadtest.ScenarioFile;
import io.headroom.agent.terminal.Terminal;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.Target;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.ScenarioException;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Preset;
import io.headroom.exploration.simulation.Shape;
import io.headroom.protocol.capacity.CapacityResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Searches to try, and what comes out of simulated ones. */
public final class CapacityTests {

    private static final String SCENARIO = """
            import io.headroom.scenario.*;
            class Shop implements Scenario {
                @Journey(share = 1)
                void view(User user) {
                    user.get("/items").expect(200);
                }
            }
            """;

    private CapacityTests() {}

    /** What a quick search finds of a simulated service of so many requests/s. */
    public static CapacityResult quickly(double capacity) {
        return searched(
                against(URI.create("http://127.0.0.1:1"), Limits.doubling(), 5_000),
                new SimulatedDriver(Shape.of(4, capacity)));
    }

    static CapacityResult searched(CapacityTest test, SearchDriver driver) {
        return new SearchCourse(test, surroundings(), 1).perform(test.search(), driver);
    }

    static CapacityTest against(URI url, Limits limits, double ceiling) {
        try {
            return new CapacityTest(
                    new ScenarioFile("Shop.java", SCENARIO),
                    CompiledScenario.compile("Shop.java", SCENARIO),
                    new Target(url, Map.of("X-Token", "secret"), Duration.ofSeconds(2)),
                    new Sought(Preset.QUICK, limits, ceiling),
                    EngineSettings.defaults()
                            .withWarmUp(Duration.ofMillis(200))
                            .withWindow(Preset.QUICK.window())
                            .withRun("test")
                            .withLimits(Duration.ofSeconds(2), Duration.ofSeconds(5)));
        } catch (ScenarioException wrong) {
            throw new AssertionError(wrong);
        }
    }

    static CapacityTestRun.Surroundings surroundings() {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var terminal = Terminal.of(nowhere, nowhere, InstantSource.system(), Map.of());
        return new CapacityTestRun.Surroundings(terminal, InstantSource.system(), System::nanoTime, false, "0.1.0");
    }
}
