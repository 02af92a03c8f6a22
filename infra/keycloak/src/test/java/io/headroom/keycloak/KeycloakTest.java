package io.headroom.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.engine.Drive;
import io.headroom.engine.DriveReport;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.Exchanged;
import io.headroom.engine.LoadSession;
import io.headroom.engine.Target;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.scenario.CompiledScenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users log in at a real Keycloak, whose account interface, or that of its administrators for a client, then verifies what they were given. */
@Timeout(240)
class KeycloakTest {

    private static final String ACCOUNT = "GET /realms/shop/account/";
    private static final EngineSettings SETTINGS =
            EngineSettings.defaults().withWarmUp(Duration.ZERO).withLoops(2);

    private static Keycloak keycloak;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        keycloak = Keycloak.start(folder.resolve("keycloak.log"));
    }

    @AfterAll
    static void end() throws Exception {
        keycloak.close();
    }

    @Test
    void twentyPeopleLogInOnceAndGoOnWithTheirTokens() throws Exception {
        CompiledScenario scenario = scenario("""
                final Identities people = Identities.keycloak("%s", "web").users(20, "user-{n}", "secret");
                @Journey void look(User user) { user.login(people); look(user, 200); }
                """);
        List<WindowDelta> windows = new ArrayList<>();
        try (LoadSession session = LoadSession.open(scenario, target(), SETTINGS)) {
            session.prepare(words -> {});
            DriveReport report =
                    session.drive(Drive.atRate(1, 20, Duration.ofSeconds(3), Duration.ofSeconds(10)), windows::addAll);
            assertThat(report.totals().completed()).isGreaterThan(20);
            assertThat(report.totals().errors()).isEmpty();
        }
        assertThat(windows.stream().flatMap(window -> window.requests().keySet().stream()))
                .contains(ACCOUNT)
                .isSubsetOf(ACCOUNT, "POST " + realm() + "/protocol/openid-connect/token");
    }

    @Test
    void aTokenThatEndsDuringAJourneyIsRenewedBeforeTheRequestThatNeedsIt() throws Exception {
        assertThat(walk("""
                final Identities people = Identities.keycloak("%s", "web-brief").users(20, "user-{n}", "secret");
                @Journey void look(User user) {
                    user.login(people);
                    look(user, 200);
                    user.think(Duration.ofMillis(2_500));
                    look(user, 200);
                }
                """)).containsExactly("token", "account", "token", "account");
    }

    @Test
    void aClientLogsInByItsSecret_andIsGivenAnotherTokenWhenTheFirstHasEnded() throws Exception {
        assertThat(walk("""
                final Identities worker = Identities.keycloak("%s", "worker", "s3cret").clientCredentials();
                @Journey void look(User user) {
                    user.login(worker);
                    user.get("/admin/realms/shop/users/count").expect(200);
                    user.think(Duration.ofMillis(2_500));
                    user.get("/admin/realms/shop/users/count").expect(200);
                }
                """)).containsExactly("token", "count", "token", "count");
    }

    @Test
    void whereNothingRenewsIt_theEndOfATokenHasAnErrorOfItsOwn() throws Exception {
        assertThat(walk("""
                final Identities people = Identities.keycloak("%s", "web-once").users(1, "user-{n}", "secret");
                @Journey void look(User user) {
                    user.login(people);
                    look(user, 200);
                    user.think(Duration.ofMillis(3_500)); // Keycloak counts whole seconds
                    look(user, 200);
                }
                """))
                .containsExactly(
                        "token",
                        "account",
                        "account token-expired: " + ACCOUNT
                                + " answered 401, expected 200: the token of user-1 has expired");
    }

    @Test
    void whoMayNotLogInFailsByItsOwnKindWithKeycloaksReason() throws Exception {
        assertThat(walk(refused("\"web\").users(1, \"gone\", \"secret\")")))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .startsWith("token login-failed: ")
                        .contains("the log-in of gone was refused: ", "Account disabled"));
        assertThat(walk(refused("\"web\").users(1, \"user-1\", \"wrong\")")))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .startsWith("token login-failed: ")
                        .contains("the log-in of user-1 was refused: ", "Invalid user credentials"));
        assertThat(walk(refused("\"worker\", \"wrong\").clientCredentials()")))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .startsWith("token login-failed: ")
                        .contains("the log-in of worker was refused: ", "unauthorized_client"));
    }

    private static String refused(String identities) {
        return "final Identities people = Identities.keycloak(\"%s\", " + identities + ";\n"
                + "@Journey void look(User user) { user.login(people); look(user, 200); }";
    }

    /** What one user asked for, in order, by the last part of its path, and how it failed. */
    private static List<String> walk(String body) throws Exception {
        List<Exchanged> exchanges = new ArrayList<>();
        try (LoadSession session = LoadSession.open(scenario(body), target(), SETTINGS.withLoops(1))) {
            session.rehearse(List.of(), exchanges::add);
        }
        return exchanges.stream()
                .map(exchanged -> exchanged.name().replaceAll(".*/(\\w+)/?$", "$1")
                        + (exchanged.failure() == null ? "" : " " + Objects.requireNonNull(exchanged.failure())))
                .collect(Collectors.toList());
    }

    private static CompiledScenario scenario(String body) throws Exception {
        return CompiledScenario.compile("Shop.java", """
                import io.headroom.scenario.*;
                import java.time.Duration;
                class Shop implements Scenario {
                    static void look(User user, int status) {
                        user.get("/realms/shop/account/").header("accept", "application/json").expect(status);
                    }
                %s
                }
                """.formatted(body.formatted(realm())));
    }

    private static String realm() {
        return keycloak.address() + "/realms/shop";
    }

    private static Target target() {
        return new Target(keycloak.address(), Map.of(), Duration.ofSeconds(20));
    }
}
