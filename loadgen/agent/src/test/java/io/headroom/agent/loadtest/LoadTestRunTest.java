package io.headroom.agent.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.sun.net.httpserver.HttpServer;
import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.export.ResultJson;
import io.headroom.agent.objective.ObjectiveText;
import io.headroom.agent.quantity.Setting;
import io.headroom.agent.terminal.Palette;
import io.headroom.agent.terminal.Terminal;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.Load;
import io.headroom.engine.Target;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.schedule.RateProfile;
import io.headroom.engine.schedule.UserProfile;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.run.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Load tests of a real server, short ones: what they say of it is true, and their documents are what the schema promises. */
@Tag("alone")
class LoadTestRunTest {

    private static final String SCENARIO = """
            import io.headroom.scenario.*;
            class Shop implements Scenario {
                @Journey(share = 1)
                void view(User user) {
                    user.get("/items/{id}", 1).expect(200);
                    user.get("/items").expect(200);
                }
            }
            """;

    private final AtomicInteger seen = new AtomicInteger();
    private HttpServer server;
    private volatile boolean driven;
    private volatile Predicate<String> failing = path -> false;
    private volatile Predicate<String> slow = path -> false;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/items", exchange -> {
            boolean fails = failing.test(exchange.getRequestURI().getPath());
            if (slow.test(exchange.getRequestURI().getPath())) {
                return; // never answers
            }
            exchange.sendResponseHeaders(fails ? 500 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aLoadThatIsCarried_passes_andItsDocumentIsWhatTheSchemaPromises() throws Exception {
        LoadResult result = run(open(200, 2), "p95<1s,errors<1%,rate>=150/s").result();

        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.PASS);
        assertThat(result.totals().completed()).isEqualTo(400);
        assertThat(result.totals().requestsPerSecond()).isCloseTo(200, within(5.0));
        assertThat(result.load().requestsPerJourney()).isEqualTo(2);
        assertThat(result.requests())
                .extracting(LoadResult.Request::name)
                .containsExactly("GET /items", "GET /items/{id}");
        assertThat(result.requests()).extracting(LoadResult.Request::completed).containsExactly(200L, 200L);
        assertThat(result.generator().kept()).satisfies(kept -> {
            assertThat(kept).isNotNull();
            assertThat(kept.arrivals()).isEqualTo(200);
            assertThat(kept.within10Millis()).isPositive();
        });
        assertThat(result.journeys()).hasSize(1).first().satisfies(view -> {
            assertThat(view.succeeded()).isEqualTo(200);
            assertThat(view.response().p95()).isGreaterThan(0);
        });
        assertThat(result.series().stream()
                        .mapToLong(LoadResult.Window::completed)
                        .sum())
                .isEqualTo(400);
        requireValid(result);
    }

    @Test
    void aMissedObjective_failsIt_andSaysWhatWasMeasured() throws Exception {
        failing = path -> path.equals("/items") && driven;

        LoadResult result = run(open(50, 1), "errors(GET /items)<1%,errors(GET /items/{id})<1%")
                .result();

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.objectives()).extracting(LoadResult.Objective::met).containsExactly(false, true);
        assertThat(result.reason()).contains("errors(GET /items) is 100.0 %", "< 1.0 %");
        assertThat(result.requests())
                .filteredOn(request -> request.name().equals("GET /items"))
                .first()
                .satisfies(request -> assertThat(request.errors()).containsEntry("status-500", 25L));
        requireValid(result);
    }

    @Test
    void errorsWithoutAnObjective_areAnObservation() {
        failing = path -> path.equals("/items") && driven;

        LoadResult result = run(open(50, 1), "").result();

        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.PASS);
        assertThat(result.reason()).contains("25 of 50 requests were answered as expected");
    }

    @Test
    void aLoadOfWhichNothingSucceeds_fails_alsoWithoutAnObjective() {
        failing = path -> driven;

        LoadResult result = run(open(50, 1), "").result();

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.reason()).startsWith("Not one of").contains("500");
    }

    @Test
    void aTargetThatFailsFromTheBeginning_isToldBeforeAnyLoad() {
        failing = path -> true;

        assertThatThrownBy(() -> run(open(50, 1), ""))
                .hasMessageContaining("GET /items/{id} answered 500, expected 200")
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED));
    }

    @Test
    void aLoadThatNeverBegan_isADocumentThatTheSchemaPromises() throws Exception {
        var run = new LoadTestRun(test(open(50, 1), "p95<1s", Duration.ZERO), surroundings());

        LoadResult result = run.unmeasured(new CommandFailure(ExitCode.FAILED, "It is not there."), Instant.EPOCH);

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.reason()).isEqualTo("It is not there.");
        assertThat(result.seconds()).isZero();
        assertThat(result.objectives())
                .first()
                .satisfies(p95 -> assertThat(p95.met()).isNull());
        requireValid(result);
    }

    @Test
    void answersThatDoNotCome_failALoad_unlessAnObjectiveSaysHowManyMayBeMissing() {
        slow = path -> path.equals("/items") && driven;

        assertThat(run(open(10, 1), "").result().reason())
                .startsWith("The target did not keep up: 5 of 10 requests got no whole answer")
                .contains("timeout");
        driven = false;
        assertThat(run(open(10, 1), "errors<60%").result().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void usersAreTheClosedModel_andTheSummaryNamesWhatWasSent() throws Exception {
        Load load = new Load.Closed(UserProfile.constant(4, Duration.ofSeconds(1)), Duration.ofMillis(50));

        LoadResult result = run(load, "").result();

        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.PASS);
        assertThat(result.load().model()).isEqualTo("closed");
        assertThat(result.load().spacing()).isNull();
        assertThat(String.join("\n", ResultSummary.of(result, Palette.PLAIN)))
                .contains("Shop → http://", "4 users", "PASS", "GET /items/{id}", "view", "valid");
        requireValid(result);
    }

    @Test
    void aWarmUpOfTheTarget_isNotCounted() {
        var test = test(open(50, 1), "", Duration.ofSeconds(1));

        LoadResult result = new LoadTestRun(test, surroundings()).perform().result();

        assertThat(result.totals().completed()).isEqualTo(50);
    }

    @Test
    void nobodyThere_isTheEnvironmentsFault() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server.stop(0);
        var target = new Target(URI.create("http://127.0.0.1:" + port), Map.of(), Duration.ofSeconds(2));
        var asked = test(open(50, 1), "", Duration.ZERO);
        var test = new LoadTest(
                asked.file(), asked.scenario(), target, asked.load(), asked.warmUp(), asked.settings(), List.of());

        assertThatThrownBy(() -> new LoadTestRun(test, surroundings()).perform())
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.ENVIRONMENT));
    }

    @Test
    void whatIsStopped_saysSo_andKeepsWhatWasMeasured() throws Exception {
        var run = new LoadTestRun(test(open(50, 30), "p95<1s", Duration.ZERO), surroundings());
        failing = path -> {
            if (driven && seen.incrementAndGet() == 60) {
                run.stop();
            }
            return false;
        };

        LoadResult result = run.perform().result();

        assertThat(result.interrupted()).isTrue();
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.reason()).startsWith("Interrupted after").contains("of 30 s");
        assertThat(result.totals().completed()).isGreaterThan(20);
        requireValid(result);
    }

    private LoadTestRun.Outcome run(Load load, String objectives) {
        return new LoadTestRun(test(load, objectives, Duration.ZERO), surroundings()).perform();
    }

    private LoadTest test(Load load, String objectives, Duration warmUp) {
        try {
            var file = new ScenarioFile("Shop.java", SCENARIO);
            var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            return new LoadTest(
                    file,
                    CompiledScenario.compile("Shop.java", SCENARIO),
                    new Target(url, Map.of("X-Token", "secret"), Duration.ofSeconds(2)),
                    load,
                    warmUp,
                    settings(),
                    objectives.isEmpty() ? List.of() : ObjectiveText.parse(new Setting("--objective", objectives)));
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Verdicts are about the target here, also on a machine that other builds keep busy. */
    private static EngineSettings settings() {
        return EngineSettings.defaults()
                .withWarmUp(Duration.ofMillis(200))
                .withRun("test")
                .withLimits(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    /** What it says of the conversion it says just before it drives. */
    private LoadTestRun.Surroundings surroundings() {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                driven |= line.contains("requests per journey");
            }
        };
        var terminal = Terminal.of(nowhere, nowhere, InstantSource.system(), Map.of());
        return new LoadTestRun.Surroundings(terminal, InstantSource.system(), System::nanoTime, false, true, "0.1.0");
    }

    private static Load open(double perSecond, int seconds) {
        return new Load.Open(RateProfile.constant(perSecond, Duration.ofSeconds(seconds)));
    }

    private static void requireValid(LoadResult result) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../../docs/schema/headroom.load-1.json")));
        String document = ResultJson.written(result);
        assertThat(schema.validate(ResultJson.MAPPER.readTree(document))).isEmpty();
        assertThat(document).doesNotContain("secret");
    }
}
