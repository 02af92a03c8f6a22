package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunEvent.StageChanged;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C puts everything back, wherever the run stands. */
@Timeout(300)
class InterruptedDemoTest {

    private static final Duration STAGE_LIMIT = Duration.ofSeconds(120);
    private static final Duration END_LIMIT = Duration.ofSeconds(90);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Home home;
    private Command demo;

    @BeforeEach
    void start() {
        Terraform.require();
        home = new Home(folder.resolve("data"));
        demo = Command.demo(folder, home);
    }

    @AfterEach
    void end() {
        if (demo != null) {
            demo.close();
            Leftovers.end(home);
        }
    }

    @Test
    void whileTerraformProvisions_whatStandsIsDestroyed() {
        Platform platform = home.platform();
        RunView run = platform.awaitStage("provision", STAGE_LIMIT);
        try (Watch watch = Watch.of(platform, run.id())) {
            watch.await(
                    StageChanged.class,
                    event -> String.valueOf(event.message()).contains("created cloud"),
                    STAGE_LIMIT);
        }

        demo.interrupt();

        assertThat(demo.expectExit(130, END_LIMIT)).contains("stopping", "restoring and destroying");
        assertThat(requireStopped(run).protections()).isEmpty();
        Leftovers.requireNone(home, List.of(platform.url().getPort()));
    }

    @Test
    void whileItExplores_theProtectionsCloseAgain_andTheEnvironmentIsDestroyed() {
        Platform platform = home.platform();
        RunView run = platform.awaitStage("explore", STAGE_LIMIT);
        List<Integer> ports = new ArrayList<>(home.cloud(run.id()).ports());
        ports.addAll(List.of(platform.url().getPort(), home.postgresPort()));
        try (Watch watch = Watch.of(platform, run.id())) {
            watch.awaitLoad(0);
        }
        Leftovers.requireSeen(home, ports);

        demo.interrupt();

        assertThat(demo.expectExit(130, END_LIMIT)).contains("stopping", "proven closed again", "destroyed");
        assertThat(requireStopped(run).protections())
                .hasSize(2)
                .allMatch(RunResult.Protection::verifiedOpen)
                .allMatch(RunResult.Protection::verifiedClosed);
        Leftovers.requireNone(home, ports);
    }

    private RunResult requireStopped(RunView run) {
        Path report = home.path().resolve("reports").resolve(run.id() + ".json");
        RunResult result = Json.file(report)
                .map(document -> Json.read(document.toString(), RunResult.class))
                .orElseThrow();
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.fault()).isEqualTo(Fault.USER);
        assertThat(result.reason()).contains("stopped on request");
        assertThat(result.environment().destroyed()).isTrue();
        return result;
    }
}
