package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of test data among users, loops and agents. */
@Timeout(60)
class FeedTest {
    @TempDir
    Path folder;

    private CompiledScenario compile(String body) throws ScenarioException {
        return CompiledScenario.compile("Test.java", """
                import io.headroom.scenario.*;
                class Test implements Scenario {
                    record Row(int n) {}
                    %s
                }
                """.formatted(body), folder);
    }

    private void write(int rows) throws Exception {
        Files.writeString(
                folder.resolve("rows.csv"),
                IntStream.range(0, rows).mapToObj(n -> n + "\n").collect(Collectors.joining("", "n\n", "")));
    }

    private static ScriptedServer server() throws Exception {
        return new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
    }

    private static List<Integer> seen(ScriptedServer server) {
        return server.received.stream()
                .map(request -> Integer.valueOf(request.path().substring(1)))
                .toList();
    }

    @Test
    void aUniqueRowIsGivenOnceOverAllLoopsAndAgentsThenTheStepFails() throws Exception {
        write(150);
        try (var server = server()) {
            CompiledScenario scenario = compile("""
                    final Feed<Row> rows = Feed.csv("rows.csv", Row.class).unique();
                    @Journey void a(User user) { user.get("/{n}", rows.next(user).n()).expect(200); }
                    """);
            long failed = 0;
            for (int agent = 0; agent < 2; agent++) {
                try (var session = LoadSession.open(scenario, server.target(), Measured.QUICK.withFleet(agent, 2))) {
                    session.prepare(text -> {});
                    Measured measured = Measured.drive(session, 120, Duration.ofSeconds(1));
                    assertThat(measured.errors()).containsOnlyKeys("feed-exhausted");
                    failed += measured.errors().get("feed-exhausted");
                }
            }
            assertThat(seen(server)).doesNotHaveDuplicates().hasSize(150);
            assertThat(failed).isPositive();
        }
    }

    @Test
    void aFeedBeginsAgainAfterItsLastRowUnlessItIsUnique() throws Exception {
        try (var server = server()) {
            Rehearsed walked = Rehearsed.walk(server, """
                    record Row(int n) {}
                    final Feed<Row> rows = Feed.csvText(\"""
                            n
                            10
                            20
                            \""", Row.class);
                    final Feed<Row> any = rows.random();
                    @Journey void a(User user) {
                        for (int i = 0; i < 5; i++) user.get("/{n}", rows.next(user).n()).expect(200);
                        for (int i = 0; i < 20; i++) user.get("/{n}", any.next(user).n()).expect(200);
                        user.check("size", rows.size() == 2);
                    }
                    """);
            assertThat(walked.failures()).isEmpty();
            assertThat(seen(server).subList(0, 5)).containsExactly(10, 20, 10, 20, 10);
            assertThat(seen(server).subList(5, 25)).contains(10, 20);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        final Feed<Row> rows = Feed.csv("none.csv", Row.class);       | none.csv: there is no such file beside Test.java
        final Feed<Row> rows = Feed.csv("../rows.csv", Row.class);    | ../rows.csv: a feed's file lies in the scenario's folder, or below
        final Feed<Row> rows = Feed.csv("bad.csv", Row.class);        | bad.csv:3: column n is "x", which is no int
        final Feed<Row> rows = Feed.csvText("n", Row.class);          | Test.java (text of Row):1: a feed needs a header line and at least one row
        """)
    void filesThatDoNotFitAreErrorsOfTheScenarioBeforeAnythingIsSent(String field, String message) throws Exception {
        Files.writeString(folder.resolve("bad.csv"), "n\n1\nx\n");
        assertThatThrownBy(() -> compile(field + " @Journey void a(User user) {}"))
                .isInstanceOf(ScenarioException.class)
                .hasMessage(message);
    }

    @Test
    void withoutAFolderNoFileIsRead() {
        assertThatThrownBy(() -> Measured.scenario("""
                        record Row(int n) {}
                        final Feed<Row> rows = Feed.csv("rows.csv", Row.class);
                        @Journey void a(User user) {}
                        """))
                .hasMessage(
                        "rows.csv: only the text of Test.java is known here, not its folder; use Feed.csvText, or run it from"
                                + " its file");
    }

    @Test
    void aFeedInAJourneyIsToldApart() throws Exception {
        try (var server = server()) {
            Rehearsed walked = Rehearsed.walk(server, """
                    record Row(int n) {}
                    @Journey void a(User user) { Feed.csvText("n\\n1", Row.class).next(user); }
                    """);
            assertThat(walked.failures())
                    .containsExactly(
                            "scenario-exception: Test.java:6: IllegalStateException: a feed belongs into an instance"
                                    + " field of the scenario, not into a journey");
        }
    }
}
