package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users log in at a token endpoint, and a service verifies what they were given. */
@Timeout(60)
class LogInTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private static ScriptedServer service() throws Exception {
        return new ScriptedServer(request -> ScriptedServer.answer(
                TokenServer.subjectOf(request.headers().getOrDefault("authorization", ""))
                                .isEmpty()
                        ? 401
                        : 200,
                "{}"));
    }

    private static String users(TokenServer tokens, int count) {
        return "final Identities people = Identities.keycloak(\"%s\", \"web\").users(%d, \"user-{n}\", \"secret\");\n"
                .formatted(tokens.issuer(), count);
    }

    @Test
    void whoeverHasATokenGoesOnWithIt() throws Exception {
        try (var tokens = new TokenServer(LONG, true);
                var service = service();
                var session = Measured.open(
                        users(tokens, 40)
                                + "@Journey void a(User user) { user.login(people); user.get(\"/\").expect(200); }",
                        service.target(),
                        Measured.QUICK)) {
            session.prepare(text -> {});
            Measured measured = Measured.drive(session, 200, Duration.ofSeconds(1));
            assertThat(measured.errors()).isEmpty();
            assertThat(measured.requests().keySet())
                    .isSubsetOf("GET /", "POST " + tokens.issuer() + "/protocol/openid-connect/token");
            assertThat(tokens.asked)
                    .extracting(form -> form.get("username"))
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(40);
            assertThat(tokens.received())
                    .allSatisfy(request -> assertThat(request.headers())
                            .doesNotContainKeys("authorization")
                            .containsKey("traceparent"));
        }
    }

    @Test
    void anIdentityIsOneUsersAtATimeAndWhoFindsNoneFails() throws Exception {
        Set<String> inside = ConcurrentHashMap.newKeySet();
        var together = new AtomicInteger();
        try (var tokens = new TokenServer(LONG, true);
                var service = new ScriptedServer(request -> {
                    String subject = TokenServer.subjectOf(request.headers().get("authorization"));
                    if (!inside.add(subject)) {
                        together.incrementAndGet();
                    }
                    Thread.sleep(50); // the service's own time, in which others may come
                    inside.remove(subject);
                    return ScriptedServer.answer(200, "{}");
                });
                var session = Measured.open(users(tokens, 2) + """
                        @Journey void a(User user) {
                            user.login(people);
                            user.get("/").expect(200);
                            user.login(people);
                            user.get("/again").expect(200);
                        }
                        """, service.target(), Measured.QUICK.withLoops(1))) {
            session.prepare(text -> {});
            Measured measured = Measured.drive(session, 100, Duration.ofSeconds(1));
            assertThat(measured.errors()).containsOnlyKeys("identity-pool-empty");
            assertThat(measured.requests()).containsKey("GET /again");
            assertThat(together).hasValue(0);
        }
    }

    @Test
    void aTokenThatEndsDuringTheJourneyIsRefreshedBeforeTheRequestThatNeedsIt() throws Exception {
        try (var tokens = new TokenServer(Duration.ofSeconds(1), true);
                var service = service()) {
            Rehearsed walked = Rehearsed.walk(service, users(tokens, 1) + """
                    @Journey void a(User user) {
                        user.login(people);
                        user.get("/").expect(200);
                        user.think(Duration.ofMillis(1_100));
                        user.get("/").expect(200);
                    }
                    """);
            assertThat(walked.failures()).isEmpty();
            assertThat(tokens.asked)
                    .extracting(form -> form.get("grant_type"))
                    .containsExactly("password", "refresh_token");
            assertThat(walked.names().get(2)).startsWith("POST http://localhost");
        }
    }

    @Test
    void whereItCannotBeRefreshedItsEndIsAnErrorOfItsOwn() throws Exception {
        try (var tokens = new TokenServer(Duration.ofSeconds(1), false);
                var service = service()) {
            Rehearsed walked = Rehearsed.walk(service, users(tokens, 1) + """
                    @Journey void a(User user) {
                        user.login(people);
                        user.think(Duration.ofMillis(1_100));
                        user.get("/").expect(200);
                    }
                    @Journey void b(User user) { user.login(people); user.bearer("wrong"); user.get("/").expect(200); }
                    """);
            assertThat(walked.failures())
                    .containsExactly(
                            "token-expired: GET / answered 401, expected 200: the token of user-1 has expired",
                            "status-401: GET / answered 401, expected 200");
        }
    }

    @Test
    void aSessionThatIsGoneBeginsAnew() throws Exception {
        try (var tokens = new TokenServer(Duration.ofSeconds(1), true);
                var service = new ScriptedServer(request -> {
                    if (request.path().equals("/end-sessions")) {
                        tokens.sessions.clear();
                    }
                    return ScriptedServer.answer(200, "{}");
                })) {
            Rehearsed walked = Rehearsed.walk(service, users(tokens, 1) + """
                    @Journey void a(User user) {
                        user.login(people);
                        user.get("/end-sessions").expect(200);
                        user.think(Duration.ofMillis(1_100));
                        user.get("/").expect(200);
                    }
                    """);
            assertThat(walked.failures()).isEmpty();
            assertThat(tokens.asked)
                    .extracting(form -> form.get("grant_type"))
                    .containsExactly("password", "refresh_token", "password");
        }
    }

    @Test
    void whoIsRefusedFailsByItsOwnKind() throws Exception {
        try (var tokens = new TokenServer(LONG, true);
                var service = service()) {
            String url = tokens.issuer() + "/protocol/openid-connect/token";
            Rehearsed walked = Rehearsed.walk(service, """
                    final Identities people = Identities.keycloak("%s", "web").users(1, "ann", "wrong");
                    @Journey void a(User user) { user.login(people); }
                    """.formatted(tokens.issuer()));
            assertThat(walked.failures())
                    .containsExactly("login-failed: POST " + url
                            + ": the log-in of ann was refused: {\"error\": \"invalid_grant\"}");
        }
    }

    @Test
    void aClientLogsInByItsSecretAndAllUsersShareItsToken() throws Exception {
        try (var tokens = new TokenServer(LONG, false);
                var service = service();
                var session =
                        Measured.open("""
                        final Identities client = Identities.keycloak("%s/", "worker", "s3cret").clientCredentials();
                        @Journey void a(User user) { user.login(client); user.get("/").expect(200); }
                        """.formatted(tokens.issuer()), service.target(), Measured.QUICK.withLoops(1))) {
            session.prepare(text -> {});
            assertThat(Measured.drive(session, 100, Duration.ofMillis(500)).errors())
                    .isEmpty();
            assertThat(tokens.asked.size()).isBetween(1, 8); // as many as began before the first was answered
            assertThat(tokens.asked.getFirst())
                    .containsEntry("grant_type", "client_credentials")
                    .containsEntry("client_id", "worker")
                    .containsEntry("client_secret", "s3cret");
        }
    }

    @Test
    void aClientsTokenThatEndsDuringTheJourneyIsAskedForAgain() throws Exception {
        try (var tokens = new TokenServer(Duration.ofSeconds(1), false);
                var service = service()) {
            Rehearsed walked = Rehearsed.walk(service, """
                    final Identities client = Identities.keycloak("%s", "worker", "s3cret").clientCredentials();
                    @Journey void a(User user) {
                        user.login(client);
                        user.get("/").expect(200);
                        user.think(Duration.ofMillis(1_100));
                        user.get("/").expect(200);
                    }
                    """.formatted(tokens.issuer()));
            assertThat(walked.failures()).isEmpty();
            assertThat(tokens.asked)
                    .extracting(form -> form.get("grant_type"))
                    .containsExactly("client_credentials", "client_credentials");
        }
    }

    @Test
    void identitiesThatCannotBeAreMistakesOfTheScenario() {
        assertThatThrownBy(() -> Measured.scenario("""
                        final Identities people = Identities.keycloak("http://x", "web").users(2, "ann", "x");
                        @Journey void a(User user) {}
                        """))
                .hasMessageContaining("the names of 2 identities need their number, as in user-{n}");
        assertThatThrownBy(() -> Measured.scenario("""
                        final Identities people = Identities.keycloak("http://x", "web").clientCredentials();
                        @Journey void a(User user) {}
                        """))
                .hasMessageContaining("a client logs in by its secret; web was given none");
    }
}
