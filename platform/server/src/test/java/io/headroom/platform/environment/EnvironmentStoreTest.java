package io.headroom.platform.environment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.headroom.platform.PlatformUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is written of an environment is read back, and what still stands is known. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class EnvironmentStoreTest {

    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    EnvironmentStore store;

    private final String name = "run-" + UUID.randomUUID();

    @Test
    void itStandsUntilItIsDestroyed() {
        create();
        assertThat(store.standing()).extracting(Environment::name).contains(name);

        store.destroying(name);
        assertThat(store.standing()).extracting(Environment::name).contains(name);

        store.destroyed(name, CREATED.plusSeconds(60));
        assertThat(store.standing()).extracting(Environment::name).doesNotContain(name);
        assertThat(store.find(name))
                .hasValueSatisfying(
                        environment -> assertThat(environment.state()).isEqualTo(Environment.State.DESTROYED));
    }

    @Test
    void whatWentWrongWithIt_isKept() {
        create();

        store.troubled(name, "it does not go away");

        assertThat(store.find(name))
                .hasValueSatisfying(
                        environment -> assertThat(environment.trouble()).contains("it does not go away"));
    }

    @Test
    void whatStands_isListedWithItsEntranceAndItsEnd() {
        create();
        store.ready(
                name,
                new EnvironmentOutputs(
                        "http://127.0.0.1:1",
                        List.of(),
                        List.of(),
                        null,
                        new EnvironmentOutputs.Verification("/health", null, null)));

        given().get("/api/environments")
                .then()
                .statusCode(200)
                .body("find { it.name == '" + name + "' }.targetUrl", equalTo("http://127.0.0.1:1"))
                .body("find { it.name == '" + name + "' }.expires", equalTo("2026-01-01T01:00:00Z"));
    }

    private void create() {
        store.create(Environment.planned(name, "a-run", "module", false, CREATED, CREATED.plusSeconds(3600)));
        store.creating(name);
    }
}
