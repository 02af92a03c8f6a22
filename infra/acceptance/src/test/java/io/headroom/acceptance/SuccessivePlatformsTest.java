package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.StageState;
import io.headroom.protocol.run.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One data folder and the platforms that serve it one after another. Each test goes on where the one before ended. */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(300)
class SuccessivePlatformsTest {

    private static final Duration STAGE_LIMIT = Duration.ofSeconds(120);
    private static final Duration END_LIMIT = Duration.ofSeconds(90);

    /** Someone waits in front of the terminal: this is no matter of minutes. */
    private static final Duration LOSS_LIMIT = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Home home;
    private static Command up;
    private static Command demo;
    private static RunView killed;

    @BeforeAll
    static void begin() {
        Terraform.require();
        home = new Home(folder.resolve("data"));
    }

    @AfterAll
    static void end() {
        for (Command command : new Command[] {demo, up}) {
            if (command != null) {
                command.close();
            }
        }
        if (home != null) {
            Leftovers.end(home);
        }
    }

    @Test
    @Order(1)
    void thePlatformIsKilledWhileItExplores_theDemoExits5_andUpPutsEverythingBackAndSaysSo() {
        demo = Command.demo(folder, home);
        Platform platform = home.platform();
        killed = platform.awaitStage("explore", STAGE_LIMIT);
        List<Integer> ports = home.cloud(killed.id()).ports();
        try (Watch exploring = Watch.of(platform, killed.id())) {
            exploring.awaitLoad(0);
        }

        Signals.kill(platform.pid());
        assertThat(demo.expectExit(5, LOSS_LIMIT)).contains("headroom up --data " + home.path());

        up = Command.up(folder, home);
        RunView settled = home.platform().awaitEnd(killed.id(), END_LIMIT);
        assertThat(settled.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(settled.fault()).isEqualTo(Fault.PLATFORM);
        assertThat(settled.reason()).contains("the platform ended during stage 'explore'");
        assertThat(settled.stages())
                .extracting(RunView.Stage::state)
                .containsExactly(
                        StageState.DONE,
                        StageState.DONE,
                        StageState.DONE,
                        StageState.DONE, // up to pin
                        StageState.FAILED,
                        StageState.SKIPPED,
                        StageState.DONE, // restore
                        StageState.DONE, // destroy
                        StageState.DONE, // analyse
                        StageState.DONE); // report
        assertThat(up.output()).contains(killed.id(), "restored", "destroyed");
        requirePutBack(home.platform().result(killed.id()));
        Leftovers.requireNoEnvironment(home, ports);
    }

    @Test
    @Order(2)
    void upIsStoppedAndStartedAgain_theRunsAreStillThere() {
        List<Integer> ports = List.of(home.platform().url().getPort(), home.postgresPort());
        up.interrupt();
        up.expectExit(130, END_LIMIT);
        Leftovers.requireNone(home, ports);

        up = Command.up(folder, home);

        assertThat(home.platform().runs()).extracting(RunView::id).containsExactly(killed.id());
        assertThat(home.platform().result(killed.id()).run()).isEqualTo(killed.id());
    }

    @Test
    @Order(3)
    void aSecondUpOnTheFolder_exits5_andNamesThePlatformThatServesIt() throws IOException {
        try (Command second = Command.up(folder, home)) {
            String said = second.expectExit(5, LOSS_LIMIT).strip();
            assertThat(said).contains(home.platform().url().toString()).doesNotContain("\n");
        }
    }

    private static void requirePutBack(RunResult result) {
        assertThat(result.environment().destroyed()).isTrue();
        assertThat(result.protections())
                .hasSize(2)
                .allMatch(RunResult.Protection::verifiedClosed)
                .extracting(RunResult.Protection::state)
                .containsOnly("DISARMED");
    }
}
