package io.headroom.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Terraform: it applies, says what stands and what went wrong, ends politely, and leaves nothing. */
class TerraformTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path workspace;

    private Terraform terraform;

    @BeforeEach
    void requireProgram() {
        boolean present = Terraform.program().isPresent();
        if (!present && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("neither terraform nor tofu is installed");
        }
        org.junit.jupiter.api.Assumptions.assumeTrue(present, "terraform is not installed");
        terraform = new Terraform(workspace, Map.of("HEADROOM_TEST", "yes"), JSON);
    }

    @Test
    void anEnvironmentIsApplied_saysWhatStands_andIsDestroyedWithoutARest() throws Exception {
        write("""
                resource "terraform_data" "a" { input = "one" }
                resource "terraform_data" "b" {
                  input = "two"
                  provisioner "local-exec" { command = "test $HEADROOM_TEST = yes" }
                }
                output "both" { value = "${terraform_data.a.output} ${terraform_data.b.output}" }
                """);
        List<String> progress = new ArrayList<>();

        terraform.plan(LIMIT);
        terraform.apply(progress::add, LIMIT);

        assertThat(progress).containsExactlyInAnyOrder("terraform_data.a", "terraform_data.b");
        assertThat(terraform.outputs(LIMIT).path("both").path("value").asText()).isEqualTo("one two");
        assertThat(terraform.remaining(LIMIT)).hasSize(2);

        terraform.destroy(ignored -> {}, LIMIT);

        assertThat(terraform.remaining(LIMIT)).isEmpty();
    }

    @Test
    void aFailureHalfWay_isOneSentence_andWhatStandsIsDestroyed() throws Exception {
        write("""
                resource "terraform_data" "a" { input = "one" }
                resource "terraform_data" "b" {
                  depends_on = [terraform_data.a]
                  provisioner "local-exec" { command = "exit 7" }
                }
                """);

        terraform.plan(LIMIT);
        assertThatThrownBy(() -> terraform.apply(ignored -> {}, LIMIT))
                .isInstanceOf(EnvironmentFailure.class)
                .hasMessageContaining("terraform apply failed")
                .hasMessageContaining("exit status 7")
                .hasMessageNotContaining("\n");

        assertThat(terraform.remaining(LIMIT)).isNotEmpty();
        terraform.destroy(ignored -> {}, LIMIT);
        assertThat(terraform.remaining(LIMIT)).isEmpty();
    }

    @Test
    void interrupted_itEndsPolitely_andItsStateIsKept() throws Exception {
        write("""
                resource "terraform_data" "a" { input = "one" }
                resource "terraform_data" "slow" {
                  depends_on = [terraform_data.a]
                  provisioner "local-exec" { command = "exec sleep 30" }
                }
                """);
        CountDownLatch firstStands = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread applying = Thread.ofPlatform().start(() -> {
            try {
                terraform.plan(LIMIT);
                terraform.apply(ignored -> firstStands.countDown(), LIMIT);
                interrupted.complete(false);
            } catch (InterruptedException stop) {
                interrupted.complete(true);
            } catch (EnvironmentFailure failure) {
                interrupted.completeExceptionally(failure);
            }
        });

        firstStands.await();
        applying.interrupt();

        assertThat(interrupted.get()).isTrue();
        assertThat(terraform.remaining(LIMIT)).contains("terraform_data.a");
        assertThat(workspace.resolve(".terraform.tfstate.lock.info")).doesNotExist();
        terraform.destroy(ignored -> {}, LIMIT);
    }

    @Test
    void oneThatADeadPlatformLeftRunning_isEndedFirst() throws Exception {
        Process left = new ProcessBuilder("sleep", "60").start();
        String start = left.info()
                .startInstant()
                .map(instant -> String.valueOf(instant.toEpochMilli()))
                .orElse("unknown");
        Files.writeString(workspace.resolve("terraform.process"), left.pid() + " " + start);

        terraform.settlePredecessor();

        assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aProcessThatOnlyHasTheSameNumber_isLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(workspace.resolve("terraform.process"), stranger.pid() + " 12345");

            terraform.settlePredecessor();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void oneThatHangs_isToldToEnd_itsStateIsKept_andWhatItStartedEndsWithIt() throws Exception {
        Path child = workspace.resolve("child");
        write("""
                resource "terraform_data" "a" { input = "one" }
                resource "terraform_data" "hangs" {
                  depends_on = [terraform_data.a]
                  provisioner "local-exec" { command = "echo $$ > %s; trap '' TERM; sleep 60 & wait; wait" }
                }
                """.formatted(child));

        terraform.plan(LIMIT);
        assertThatThrownBy(() -> terraform.apply(ignored -> {}, Duration.ofSeconds(2)))
                .hasMessageContaining("terraform apply did not finish within 2 s");

        assertThat(terraform.remaining(LIMIT)).contains("terraform_data.a");
        assertThat(workspace.resolve(".terraform.tfstate.lock.info")).doesNotExist();
        long leader = Long.parseLong(Files.readString(child).strip());
        assertThat(ProcessHandle.of(leader).map(ProcessHandle::onExit))
                .satisfiesAnyOf(
                        gone -> assertThat(gone).isEmpty(),
                        ending -> assertThat(ending.orElseThrow()).succeedsWithin(Duration.ofSeconds(10)));
    }

    @Test
    void aSecretThatAFailureTells_isStruckOut_andNoFileKeepsIt() throws Exception {
        write("""
                resource "terraform_data" "a" {
                  input = sensitive("hush-hush-7")
                  provisioner "local-exec" { command = "echo it was hush-hush-7; exit 3" }
                }
                """);

        PlanReview review = PlanReview.of(terraform.plan(LIMIT), Map.of());
        assertThat(review.changes()).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo("create");
            assertThat(change.attributes().path("input").asText()).isEqualTo("(sensitive)");
        });
        assertThat(workspace.resolve("show.log")).doesNotExist();
        assertThatThrownBy(() -> terraform.apply(ignored -> {}, LIMIT))
                .hasMessageContaining("exit status 3")
                .hasMessageContaining("it was (sensitive)")
                .hasMessageNotContaining("hush-hush-7");
        assertThat(terraform.planFile()).doesNotExist();
    }

    @Test
    void whatOthersChanged_isDrift_andAfterwardsThereIsNone() throws Exception {
        Path file = Files.writeString(workspace.resolve("watched"), "as made");
        write("""
                output "content" { value = file("%s") }
                """.formatted(file));
        terraform.plan(LIMIT);
        terraform.apply(ignored -> {}, LIMIT);
        assertThat(terraform.drifted(LIMIT)).isFalse();

        Files.writeString(file, "otherwise");

        assertThat(terraform.drifted(LIMIT)).isTrue();
    }

    private void write(String configuration) throws IOException {
        Files.writeString(workspace.resolve("main.tf"), configuration);
    }
}
