package io.headroom.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.platform.PlatformUnderTest;
import io.headroom.platform.home.Installation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A module that knows nothing of us but the contract: planned, applied, used and destroyed by real Terraform, its state with the platform. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class EnvironmentsTest {

    private static final Path MODULE =
            Path.of("src/test/resources/module-of-others").toAbsolutePath();
    private static final Lifetime AN_HOUR = new Lifetime(Duration.ofHours(1), Duration.ofMinutes(10));

    @Inject
    Environments environments;

    @Inject
    StateStore states;

    @Inject
    Installation installation;

    private final String run = UUID.randomUUID().toString();

    @BeforeEach
    void requireProgram() {
        if (Environments.obstacle().isPresent() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("neither terraform nor tofu is installed");
        }
        org.junit.jupiter.api.Assumptions.assumeTrue(Environments.obstacle().isEmpty(), "terraform is not installed");
    }

    @Test
    void aModuleThatIsNotOurs_isPlannedAppliedUsedAndDestroyed_unchanged() throws Exception {
        Environment made = environments.create(
                run, MODULE, Map.of("java", installation.java().toString()), AN_HOUR, ignored -> {});
        try {
            assertThat(made.state()).isEqualTo(Environment.State.READY);
            String entrance = made.outputs().orElseThrow().targetUrl();
            assertThat(statusOf(entrance + "/health")).isEqualTo(200);
            assertThat(environments.drifted(run)).isFalse();
            assertThat(environments
                            .profile(run)
                            .parts()
                            .get("terraform_data.server")
                            .understood())
                    .as("no parity rule names its parts")
                    .isFalse();
        } finally {
            environments.destroy(run, ignored -> {});
        }

        assertThat(environments.ofRun(run).orElseThrow().state()).isEqualTo(Environment.State.DESTROYED);
        assertThat(states.current("run-" + run)).as("a stale lock").isEmpty();
        assertThat(workspace().resolve("served-run-" + run)).doesNotExist();
        assertThat(workspace().resolve("terraform.tfstate"))
                .as("a state in clear")
                .doesNotExist();
        assertThat(workspace().resolve("plan.tfplan")).doesNotExist();
        assertThat(workspace().resolve("plan.sealed")).doesNotExist();
    }

    @Test
    void aValueThatTheModuleRefuses_isTheUsersFault_inTheModulesWords_andNothingIsLeft() throws Exception {
        assertThatThrownBy(() ->
                        environments.create(run, MODULE, Map.of("instance_class", "huge"), AN_HOUR, ignored -> {}))
                .isInstanceOfSatisfying(
                        EnvironmentFailure.class,
                        failure -> assertThat(failure.isUsersFault()).isTrue())
                .hasMessageContaining("there is only one");

        environments.destroy(run, ignored -> {});
        assertThat(environments.ofRun(run).orElseThrow().state()).isEqualTo(Environment.State.DESTROYED);
    }

    @Test
    void anInputThatTheModuleDoesNotHave_andOneThatLacksAnOutput_areNamedBeforeTerraformRuns() throws Exception {
        assertThatThrownBy(() -> environments.create(run, MODULE, Map.of("workers", 3), AN_HOUR, ignored -> {}))
                .hasMessageContaining("no input 'workers'");
        Path poor = Files.createDirectories(installation.data().resolve("poor-" + run));
        Files.writeString(
                poor.resolve("main.tf"), "variable \"name\" {}\nvariable \"run_id\" {}\nvariable \"expires_at\" {}\n");
        assertThatThrownBy(() -> environments.create(run + "-2", poor, Map.of(), AN_HOUR, ignored -> {}))
                .hasMessageContaining("lacks the output target_url, instances, protections, autoscaler, verification");
    }

    @Test
    void anEndBeforeItsRunIsOver_isRefused() {
        Lifetime tooShort = new Lifetime(Duration.ofMinutes(10), Duration.ofMinutes(30));

        assertThatThrownBy(() -> environments.create(run, MODULE, Map.of(), tooShort, ignored -> {}))
                .hasMessageContaining("10 minutes")
                .hasMessageContaining("30 minutes");
        assertThat(environments.ofRun(run)).isEmpty();
    }

    private Path workspace() {
        return installation.data().resolve("environments").resolve("run-" + run);
    }

    private static int statusOf(String address) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
