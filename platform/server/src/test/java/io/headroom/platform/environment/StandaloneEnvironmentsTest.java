package io.headroom.platform.environment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.headroom.equivalence.Circumstances;
import io.headroom.equivalence.Grade;
import io.headroom.equivalence.Parity;
import io.headroom.equivalence.Profile;
import io.headroom.platform.PlatformUnderTest;
import io.headroom.platform.home.Installation;
import io.headroom.protocol.environment.EnvironmentEvent;
import io.headroom.protocol.environment.EnvironmentOrder;
import io.headroom.protocol.environment.EnvironmentView;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Environments over HTTP: nothing is made before it was looked at, and what nobody works on is swept away. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class StandaloneEnvironmentsTest {

    private static final String MODULE =
            Path.of("src/test/resources/module-of-others").toAbsolutePath().toString();
    private static final long AN_HOUR_SECONDS = 3_600;

    @Inject
    Installation installation;

    @Inject
    StandaloneEnvironments environments;

    @Inject
    EnvironmentStore store;

    private final String name = "e-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void requireProgram() {
        org.junit.jupiter.api.Assumptions.assumeTrue(Environments.obstacle().isEmpty(), "terraform is not installed");
    }

    @Test
    void itIsPlanned_lookedAt_andDiscarded_andNothingWasMade() throws Exception {
        EnvironmentView planned = plan(Map.of());

        assertThat(planned.state()).isEqualTo("PLANNED");
        assertThat(planned.plan().changes())
                .extracting(EnvironmentView.Change::address)
                .containsExactly("terraform_data.server");
        given().get("/api/environments/" + name + "/profile")
                .then()
                .statusCode(200)
                .body("schema", equalTo("headroom.profile/1"));

        given().delete("/api/environments/" + name).then().statusCode(202);
        assertThat(settled().state()).isEqualTo("DESTROYED");
        assertThat(events())
                .extracting(EnvironmentEvent::text)
                .contains("planned: 1 to create", "nothing of it is left");
    }

    @Test
    void whatTheModuleRefuses_isItsTrouble_andThereIsNoPlan() throws Exception {
        EnvironmentView refused = plan(Map.of("instance_class", "huge"));

        assertThat(refused.state()).isEqualTo("DESTROYED");
        assertThat(refused.trouble()).contains("there is only one");
        given().post("/api/environments/" + name + "/apply")
                .then()
                .statusCode(400)
                .body("detail", containsString("only what is planned is applied"));
    }

    @Test
    void whatAPlatformThatDiedWasMaking_isDestroyed_andSaysSo() throws Exception {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        store.create(Environment.planned(name, "environment-" + name, MODULE, true, now, now.plusSeconds(60)));
        store.creating(name);
        Files.createDirectories(installation.folder("environments").resolve(name));

        environments.sweep();

        EnvironmentView settled = settled();
        assertThat(settled.state()).isEqualTo("DESTROYED");
        assertThat(settled.trouble()).contains("the platform ended while it was made");
    }

    @Test
    void whatAnotherPlatformIsMaking_isLeftToIt() throws Exception {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        store.create(Environment.planned(name, "environment-" + name, MODULE, true, now, now.plusSeconds(60)));
        store.creating(name);

        environments.sweep();

        assertThat(store.find(name).orElseThrow().state()).isEqualTo(Environment.State.CREATING);
        store.destroyed(name, now);
    }

    /** By plans alone: what its own module makes of an order bears on capacity as it says in parity.json. */
    @Test
    void theLocalModule_isAByItsOwnProfile_bWithAnotherCount_cWithAnotherClass() throws Exception {
        Profile own = localProfile(Map.of("instance_class", "small", "data_volume", 1000));

        assertThat(grade(own, localProfile(Map.of("instance_class", "small", "data_volume", 1000))))
                .isEqualTo(Grade.A);
        assertThat(grade(own, localProfile(Map.of("instance_class", "small", "data_volume", 1000, "instances", 2))))
                .isEqualTo(Grade.B);
        assertThat(grade(own, localProfile(Map.of("instance_class", "medium", "data_volume", 1000))))
                .isEqualTo(Grade.C);
        assertThat(grade(own, localProfile(Map.of("instance_class", "small"))))
                .as("no data")
                .isEqualTo(Grade.C);
    }

    private static Grade grade(Profile production, Profile environment) {
        return Parity.of(production, environment, Circumstances.unmeasured()).grade();
    }

    private Profile localProfile(Map<String, Object> inputs) throws Exception {
        String another = "l-" + UUID.randomUUID().toString().substring(0, 8);
        String local = Path.of("../../terraform/local").toRealPath().toString();
        environments.plan(new EnvironmentOrder(another, local, inputs, AN_HOUR_SECONDS));
        environments.work(another).join();
        Profile profile = environments.profile(another).orElseThrow();
        environments.destroy(another);
        environments.work(another).join();
        return profile;
    }

    @Test
    void aNameOrALifetimeThatDoesNotFit_isRefused() {
        order(new EnvironmentOrder("run-1", MODULE, Map.of(), AN_HOUR_SECONDS), 400, "not run- first");
        order(new EnvironmentOrder(name, MODULE, Map.of(), 60), 400, "let it live longer");
        order(new EnvironmentOrder(name, MODULE, Map.of(), 30L * 24 * 3600), 400, "is the most");
        given().get("/api/environments/none")
                .then()
                .statusCode(400)
                .body("detail", containsString("no environment 'none'"));
    }

    private EnvironmentView plan(Map<String, Object> inputs) throws Exception {
        order(new EnvironmentOrder(name, MODULE, inputs, AN_HOUR_SECONDS), 202, name);
        return settled();
    }

    private static void order(EnvironmentOrder order, int status, String said) {
        given().contentType(ContentType.JSON)
                .body(order)
                .post("/api/environments")
                .then()
                .statusCode(status)
                .body(containsString(said));
    }

    private EnvironmentView settled() throws Exception {
        environments.work(name).join();
        return view();
    }

    private EnvironmentView view() {
        return given().get("/api/environments/" + name).as(EnvironmentView.class);
    }

    private List<EnvironmentEvent> events() {
        return List.of(given().get("/api/environments/" + name + "/events").as(EnvironmentEvent[].class));
    }
}
