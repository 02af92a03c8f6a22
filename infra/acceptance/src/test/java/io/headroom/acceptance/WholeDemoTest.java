package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.headroom.protocol.run.RunAssessment;
import io.headroom.protocol.run.RunRecovery;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Every stage, for real, against the sample's known truth. Minutes long, so it only runs when asked for: {@code -Dlong.tests=true}. */
@Tag("long")
@Timeout(600)
class WholeDemoTest {

    /** Requests/s of one {@code small} instance. */
    private static final double TRUTH = 200;

    private static final double OVERLOAD_SECONDS = 10;

    /** The gate queues two seconds of work. */
    private static final double QUEUE_SECONDS = 2;

    /** Requests of the same journey that follow one that waits, of 2.6 that a journey has in the mean. */
    private static final double FOLLOWING = 1.3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Home home;

    @AfterEach
    void end() {
        if (home != null) {
            Leftovers.end(home);
        }
    }

    @Test
    void theWholeDemo_passesWithinEightMinutes_andItsFiguresAreTheSamples() throws IOException {
        Terraform.require();
        home = new Home(folder.resolve("data"));
        Path json = folder.resolve("result.json");
        try (Command demo =
                Command.start(folder, "demo", "--data", home.path().toString(), "--json", json.toString())) {
            String said = demo.expectExit(0, Duration.ofMinutes(8));
            assertThat(said).contains("Recovery", "as before", "Automatic scaling", "✓ held", "aligned");
        }
        String document = Files.readString(json);
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(Command.LAUNCHER.resolveSibling("docs/schema/headroom.run-1.json")))
                        .validate(Json.tree(document)))
                .isEmpty();
        RunResult result = Json.read(document, RunResult.class);
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(Objects.requireNonNull(result.singleInstance()).maximum().estimate())
                .isCloseTo(TRUTH, withinPercentage(10));
        assertThat(Objects.requireNonNull(result.extrapolation()).outcome()).isEqualTo("aligned");
        requireRecovered(Objects.requireNonNull(result.recovery()));
        requireAssessed(Objects.requireNonNull(result.assessment()));
        Leftovers.requireNone(home, List.of());
    }

    /**
     * For so long half the capacity too much comes, until the queue is full; then half of the capacity is to spare. The capacity goes out of
     * the fraction, so one instance and three take as long.
     */
    private static double recoverySeconds() {
        double excess = OVERLOAD_SECONDS * (1.5 - 1);
        double full = QUEUE_SECONDS * (1 + FOLLOWING);
        return Math.min(excess, full) / (1 - 0.5);
    }

    private static void requireRecovered(List<RunRecovery> recoveries) {
        assertThat(recoveries).extracting(RunRecovery::instances).containsExactly(1, 3);
        assertThat(recoveries).allSatisfy(recovery -> {
            double seconds = Objects.requireNonNull(recovery.seconds());
            assertThat(seconds).as("by the sample's truth").isCloseTo(recoverySeconds(), withinPercentage(25));
            assertThat(seconds).as("by what was owed").isCloseTo(recovery.expectedSeconds(), withinPercentage(25));
            assertThat(Objects.requireNonNull(recovery.again()).verdict()).isNotEqualTo("FAIL");
        });
    }

    private static void requireAssessed(RunAssessment assessment) {
        assertThat(assessment.objectiveHeld()).isTrue();
        assertThat(assessment.instances().getFirst().count()).isEqualTo(1);
        assertThat(assessment.instances().getLast().count()).isEqualTo(3);
        assertThat(assessment.firstReadySeconds()).isGreaterThan(assessment.triggerSeconds());
        assertThat(assessment.highestHeld()).isGreaterThan(TRUTH);
    }
}
