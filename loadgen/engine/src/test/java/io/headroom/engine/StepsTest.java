package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How steps stand in results: groups, checks, branches. */
@Timeout(60)
class StepsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static ScriptedServer server() throws Exception {
        return new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
    }

    @Test
    void groupsPrefixNamesAlsoWithinGroupsAndBranchesAndEndWithTheirSteps() throws Exception {
        try (var server = server()) {
            Rehearsed walked = Rehearsed.walk(server, """
                    @Journey void a(User user) {
                        String text = user.group("checkout", () -> {
                            user.get("/cart").expect(200);
                            user.group("pay", () -> { user.post("/payments/{id}", 1).expect(200); });
                            user.parallel(() -> user.get("/left").expect(200), () -> user.get("/right").expect(200));
                            return user.get("/cart").expect(200).text();
                        });
                        user.get("/cart").text("text/plain", text).expect(200);
                    }
                    """);
            assertThat(walked.failures()).isEmpty();
            assertThat(walked.names().subList(2, 4))
                    .containsExactlyInAnyOrder("checkout / GET /left", "checkout / GET /right");
            assertThat(walked.names())
                    .startsWith("checkout / GET /cart", "checkout / pay / POST /payments/{id}")
                    .endsWith("checkout / GET /cart", "GET /cart");
        }
    }

    @Test
    void aGroupThatFailsDoesNotLeaveItsNameBehind() throws Exception {
        try (var server = server()) {
            Rehearsed walked = Rehearsed.walk(server, """
                    @Journey void a(User user) {
                        try {
                            user.group("first", () -> { user.get("/a").expect(404); });
                        } catch (FailedStepException e) {
                            user.get("/b").expect(200);
                        }
                        user.group("second", () -> { user.get("/c").expect(404); });
                    }
                    @Journey void b(User user) { user.get("/d").expect(200); }
                    """);
            assertThat(walked.names()).containsExactly("first / GET /a", "GET /b", "second / GET /c", "GET /d");
        }
    }

    @Test
    void aCheckThatDoesNotHoldIsAnErrorOfTheLastStepAndOfNoOther() throws Exception {
        try (var server = server();
                var session = Measured.open("""
                        int calls;
                        @Journey void a(User user) {
                            user.get("/").expect(200);
                            user.check("always", true);
                            user.check("seldom", ++calls % 4 != 0);
                            user.get("/next").expect(200);
                        }
                        """, server.target(), Measured.QUICK.withLoops(1))) {
            session.prepare(text -> {});
            Measured measured = Measured.drive(session, 80, SECOND);
            Totals totals = measured.report().totals();
            assertThat(totals.errors()).containsOnlyKeys("check-seldom");
            assertThat(totals.started())
                    .isEqualTo(totals.completed() + totals.errors().get("check-seldom"));
            assertThat(measured.requests().get("GET /").response().getTotalCount())
                    .isEqualTo(measured.requests().get("GET /next").response().getTotalCount());
        }
    }

    @Test
    void aCheckBeforeAnyStepFailsByItself() throws Exception {
        try (var server = server()) {
            Rehearsed walked = Rehearsed.walk(server, """
                    @Journey void a(User user) { user.check("early", false); }
                    @Journey void b(User user) {
                        user.get("/").expect(200);
                        user.think(Duration.ofMillis(1));
                        user.check("after a pause", false);
                    }
                    """);
            assertThat(walked.failures())
                    .containsExactly(
                            "check-early: the check \"early\" does not hold",
                            "check-after a pause: the check \"after a pause\" does not hold");
        }
    }

    @Test
    void branchesShareTheirUsersCookiesAndHeaders() throws Exception {
        try (var server = server()) {
            Rehearsed.walk(server, """
                    @Journey void a(User user) {
                        user.setCookie("c", "1");
                        user.header("x-own", "2");
                        user.parallel(() -> user.get("/left").expect(200), () -> user.get("/right").expect(200));
                    }
                    """);
            assertThat(server.received)
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.headers())
                            .containsEntry("cookie", "c=1")
                            .containsEntry("x-own", "2"));
        }
    }

    @Test
    void setUpsHaveTheSameMeans() throws Exception {
        try (var server = server()) {
            Rehearsed walked = Rehearsed.walk(server, """
                    final Pool<String> tokens = Pool.of(1);
                    @Setup void logIn(User user) {
                        user.group("log in", () -> { user.post("/login").form("a", 1).expect(200); });
                        user.setCookie("x", "y");
                        tokens.add("t");
                    }
                    @Journey void a(User user) { user.bearer(tokens.any(user)); user.get("/").expect(200); }
                    """);
            assertThat(walked.names()).containsExactly("log in / POST /login", "GET /");
            assertThat(server.received.getLast().headers())
                    .containsEntry("authorization", "Bearer t")
                    .doesNotContainKey("cookie");
        }
    }

    @Test
    void whatAFailedJourneyNeverIssuedIsOfferedAllTheSame() throws Exception {
        try (var server = server();
                var session = Measured.open("""
                        int calls;
                        @Journey void a(User user) {
                            user.get("/").expect(200);
                            user.check("first", ++calls <= 20);
                            user.get("/next").expect(200);
                        }
                        """, server.target(), Measured.QUICK.withLoops(1))) {
            session.prepare(text -> {});
            Totals totals = Measured.drive(session, 40, SECOND).report().totals();
            assertThat(totals.errors()).isEqualTo(Map.of("check-first", 20L));
            assertThat(totals.offered()).isEqualTo(40);
        }
    }
}
