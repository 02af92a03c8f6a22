package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An environment that is left half-made by a platform that is killed. */
@Timeout(180)
class HalfMadeEnvironmentTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** It never ends by itself, and would go on after whoever started it. */
    private static final String SLOW_PART = """

            resource "terraform_data" "slow" {
              depends_on = [terraform_data.server]
              provisioner "local-exec" { command = "exec sleep 600" }
            }
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Home home;
    private static Command up;

    @BeforeAll
    static void begin() {
        Terraform.require();
        home = new Home(folder.resolve("data"));
        up = Command.up(folder, home);
        home.platform();
    }

    @AfterAll
    static void end() {
        if (up != null) {
            up.close();
        }
        if (home != null) {
            Leftovers.end(home);
        }
    }

    @Test
    void thePlatformIsKilledDuringApply_theNextOneDestroysTheEnvironment_andTheRunSaysWhatHappened()
            throws IOException {
        Path slow = Files.createDirectory(folder.resolve("slow"));
        Files.writeString(
                slow.resolve("main.tf"), Files.readString(ForeignModule.FOLDER.resolve("main.tf")) + SLOW_PART);
        Files.copy(ForeignModule.FOLDER.resolve("Server.java"), slow.resolve("Server.java"));
        Platform platform = home.platform();
        RunView run = platform.start(new RunRequest(
                "others",
                slow.toString(),
                ForeignModule.scenario(folder).toString(),
                "only",
                null,
                null,
                List.of(),
                "quick",
                2));
        Path served = folder.resolve("data/environments/run-%s/served-run-%s".formatted(run.id(), run.id()));
        Eventually.holds("the server is up", LIMIT, () -> Files.exists(served.resolve("port")));
        int port = Integer.parseInt(Files.readString(served.resolve("port")).strip());

        Signals.kill(platform.pid());
        up.expectExit(5, LIMIT);
        up = Command.up(folder, home);

        RunView settled = home.platform().awaitEnd(run.id(), LIMIT);
        assertThat(settled.fault()).isEqualTo(Fault.PLATFORM);
        assertThat(settled.reason()).contains("the platform ended during stage 'provision'");
        RunResult result = home.platform().result(run.id());
        assertThat(result.environment().destroyed()).isTrue();
        assertThat(served).doesNotExist();
        Leftovers.requireNoEnvironment(home, List.of(port));
        assertThat(ForeignModule.environment(folder, home, 0, "list"))
                .as("no lock was in the way")
                .contains("There is no environment");
    }
}
