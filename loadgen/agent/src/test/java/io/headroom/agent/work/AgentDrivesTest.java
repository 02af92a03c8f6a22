package io.headroom.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.headroom.agent.platform.FleetClient;
import io.headroom.engine.EngineSettings;
import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.AgentHello;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent with the real engine against a real target on loopback; the platform's side is a small server. */
@Tag("alone")
@Timeout(60)
class AgentDrivesTest {

    private static final String SCENARIO = """
            import io.headroom.scenario.*;

            class OneGet implements Scenario {
                @Journey(share = 100)
                void look(User user) {
                    user.get("/things/{id}", "1").expect(200);
                }
            }
            """;

    private static final String FEED = """
            import io.headroom.scenario.*;

            class OneGet implements Scenario {
                record Thing(int id) {}
                final Feed<Thing> things = Feed.csv("data/things.csv", Thing.class);
                @Journey void look(User user) {
                    user.get("/things/{id}", things.next(user).id()).expect(200);
                }
            }
            """;

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private HttpServer target;
    private FleetServer platform;
    private FleetClient fleet;
    private AgentLoop loop;
    private Thread running;

    @BeforeEach
    void serve() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        target.createContext("/", exchange -> {
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Headroom-Agent")));
            paths.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes());
            exchange.close();
        });
        target.start();
        platform = new FleetServer();
        fleet = new FleetClient(platform.url());
        EngineSettings settings = EngineSettings.defaults().withWarmUp(Duration.ofMillis(300));
        loop = new AgentLoop(
                fleet, new AgentHello("local-1", "1", 1, 1), AgentTiming.STANDARD, System::nanoTime, settings);
        running = Thread.ofPlatform().start(loop::run);
    }

    @AfterEach
    void close() throws InterruptedException {
        loop.end();
        running.join(Duration.ofSeconds(10));
        fleet.close();
        platform.close();
        target.stop(0);
    }

    @Test
    void preparesDrivesAndReleases() throws Exception {
        prepare(SCENARIO);
        assertThat(result()).isInstanceOfSatisfying(WorkResult.Prepared.class, ready -> {
            assertThat(ready.scenario()).isEqualTo("OneGet");
            assertThat(ready.requestsPerJourney()).isEqualTo(1.0);
        });
        platform.work.add(new Work.Drive(
                "work-2",
                "run-1",
                1,
                List.of(new Work.Stretch(50, 150, 1_000), new Work.Stretch(100, 100, 1_000)),
                2_000));
        assertThat(result()).isInstanceOfSatisfying(WorkResult.Driven.class, driven -> {
            assertThat(driven.stopped()).isFalse();
            assertThat(driven.totals().completed()).isBetween(195L, 205L);
            assertThat(completedInFrames())
                    .as("every window has been sent before the result")
                    .isEqualTo(driven.totals().completed());
        });
        assertThat(tokens).as("sent with every request").containsOnly("run-1.token");
        platform.work.add(new Work.Release("work-3", "run-1"));
        assertThat(result()).isEqualTo(new WorkResult.Released());
    }

    @Test
    void stopsLoadWithinTwoSecondsWhenThePlatformSaysSo() throws Exception {
        prepare(SCENARIO);
        result();
        platform.work.add(new Work.Drive("work-2", "run-1", 1, List.of(new Work.Stretch(100, 100, 60_000)), 2_000));
        while (completedInFrames() == 0) {
            Thread.onSpinWait();
        }
        platform.stop = true;
        WorkResult result = platform.results.poll(4, TimeUnit.SECONDS);
        assertThat(result)
                .isInstanceOfSatisfying(
                        WorkResult.Driven.class,
                        driven -> assertThat(driven.stopped()).isTrue());
    }

    @Test
    void namesFileAndLineOfAScenarioThatDoesNotCompile() throws Exception {
        prepare(SCENARIO.replace("expect(200);", "expect(200)"));
        assertThat(result()).isInstanceOfSatisfying(WorkResult.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.USER);
            assertThat(failed.message()).contains("OneGet.java:6");
        });
    }

    @Test
    void feedsReadTheFilesThatCameWithTheScenario() throws Exception {
        prepare(FEED, Map.of("data/things.csv", "id\n7\n8\n"));
        assertThat(result()).isInstanceOf(WorkResult.Prepared.class);
        platform.work.add(new Work.Drive("work-2", "run-1", 1, List.of(new Work.Stretch(100, 100, 500)), 2_000));
        assertThat(result()).isInstanceOf(WorkResult.Driven.class);
        assertThat(paths).containsExactlyInAnyOrder("/things/7", "/things/8");
    }

    @Test
    void aFeedsFileThatDidNotComeIsNamed() throws Exception {
        prepare(FEED);
        assertThat(result()).isInstanceOfSatisfying(WorkResult.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.USER);
            assertThat(failed.message()).startsWith("data/things.csv: was not sent with OneGet.java");
        });
    }

    @Test
    void saysThatTheEnvironmentIsAtFaultWhenTheTargetCannotBeReached() throws Exception {
        target.stop(0);
        prepare(SCENARIO);
        assertThat(result())
                .isInstanceOfSatisfying(
                        WorkResult.Failed.class,
                        failed -> assertThat(failed.fault()).isEqualTo(Fault.PLATFORM));
    }

    private void prepare(String scenario) {
        prepare(scenario, Map.of());
    }

    private void prepare(String scenario, Map<String, String> files) {
        platform.work.add(new Work.Prepare(
                "work-1",
                "run-1",
                new Work.ScenarioSource("OneGet.java", scenario, files),
                new Work.Target(
                        "http://127.0.0.1:" + target.getAddress().getPort(),
                        Map.of("X-Headroom-Agent", "run-1.token"),
                        5_000),
                42,
                1_000));
    }

    private WorkResult result() throws InterruptedException {
        return platform.results.poll(20, TimeUnit.SECONDS);
    }

    private long completedInFrames() {
        return platform.frames.stream()
                .flatMap(frame -> frame.windows().stream())
                .mapToLong(Frame.Window::completed)
                .sum();
    }
}
