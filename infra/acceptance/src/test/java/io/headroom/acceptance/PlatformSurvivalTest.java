package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.acceptance.Home.Cloud;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunEvent.Note;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunEvent.StepMeasured;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * One platform, which stays, and everything that can happen to what runs for it. Each test goes on where the one before ended, since every
 * platform and every environment takes seconds to start.
 */
@Tag("alone")
@TestMethodOrder(OrderAnnotation.class)
@Timeout(300)
class PlatformSurvivalTest {

    private static final Duration STAGE_LIMIT = Duration.ofSeconds(120);
    private static final Duration STEP_LIMIT = Duration.ofSeconds(90);
    private static final Duration END_LIMIT = Duration.ofSeconds(90);

    /** Someone waits in front of the terminal: this is no matter of minutes. */
    private static final Duration LOSS_LIMIT = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Home home;
    private static Command up;
    private static Command demo;
    private static RunView unreached;
    private static Watch watch;

    @BeforeAll
    static void begin() {
        Terraform.require();
        home = new Home(folder.resolve("data"));
        up = Command.up(folder, home);
    }

    @AfterAll
    static void end() {
        if (watch != null) {
            watch.close();
        }
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
    void aTargetWhereNobodyListens_isNamed_andNothingIsLeft() throws IOException {
        try (UnreachableTarget target = UnreachableTarget.from(folder.resolve("closed"))) {
            target.close();
            RunResult result = resultWith(target);

            assertThat(result.reason()).contains("cannot be reached", target.url());
        }
    }

    @Test
    @Order(2)
    void aTargetThatThePlatformReachesAndTheAgentDoesNot_isNamed_andNothingIsLeft() throws IOException {
        try (UnreachableTarget target = UnreachableTarget.from(folder.resolve("reached-once"))) {
            RunResult result = resultWith(target);

            assertThat(result.reason()).contains("cannot reach", target.url());
        }
    }

    private static RunResult resultWith(UnreachableTarget target) {
        Platform platform = home.platform();
        String scenario = Command.LAUNCHER
                .resolveSibling("sample-target/scenarios/ProfileJourneys.java")
                .toString();
        RunRequest request = new RunRequest(
                "unreachable", target.module().toString(), scenario, "nano", null, null, List.of(), "quick", 3);
        unreached = platform.awaitEnd(platform.start(request).id(), STAGE_LIMIT);

        RunResult result = platform.result(unreached.id());
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.fault())
                .as("whose fault, from which the exit code 5 comes")
                .isEqualTo(Fault.PLATFORM);
        assertThat(result.environment().destroyed()).isTrue();
        Leftovers.requireNoEnvironment(home, List.of());
        return result;
    }

    @Test
    @Order(3)
    void aDemoBesideUp_joinsIt() {
        demo = Command.demo(folder, home);

        Platform platform = home.platform();
        RunView run = platform.awaitStage("explore", STAGE_LIMIT);
        assertThat(demo.output())
                .contains("already serves " + home.path(), platform.url().toString(), run.id());
        assertThat(platform.runs()).extracting(RunView::id).contains(run.id(), unreached.id());
        watch = Watch.of(platform, run.id());
    }

    @Test
    @Order(4)
    void anInstanceIsKilled_theLoadStepIsRepeated_andANoteNamesTheInstance() {
        underWay().awaitLoad(underWay().last());
        Cloud cloud = home.cloud(runOfTheDemo());
        String instance = cloud.firstInstance().path("id").asText();

        Signals.kill(cloud.firstInstance().path("pid").asLong());

        Note note = underWay().await(Note.class, event -> event.text().contains(instance), STEP_LIMIT);
        assertThat(note.severity()).isEqualTo(Severity.WARNING);
        assertThat(note.text()).contains("load step");
        StepMeasured spoiled =
                underWay().await(StepMeasured.class, step -> step.sequence() > note.sequence(), STEP_LIMIT);
        assertThat(spoiled.measured().verdict()).isEqualTo("INVALID");
        StepMeasured repeated = underWay()
                .await(
                        StepMeasured.class,
                        step -> step.sequence() > spoiled.sequence()
                                && !step.measured().verdict().equals("INVALID"),
                        STEP_LIMIT);
        assertThat(repeated.measured().rate()).isEqualTo(spoiled.measured().rate());
    }

    @Test
    @Order(5)
    void thePlatformsPostgresIsKilled_itComesBack_theRunGoesOn_andANoteSaysSo() {
        underWay().awaitLoad(underWay().last());

        Signals.kill(home.postmaster());

        Note note = underWay().await(Note.class, event -> event.text().contains("PostgreSQL was lost"), STEP_LIMIT);
        assertThat(note.severity()).isEqualTo(Severity.WARNING);
        assertThat(note.text()).contains("was started again");
        underWay().awaitLoad(note.sequence());
        assertThat(home.platform().runs()).extracting(RunView::id).contains(runOfTheDemo(), unreached.id());
    }

    @Test
    @Order(6)
    void theEnvironmentIsKilled_theRunFailsAtOnceAndSaysSo_everythingIsSettled_andUpStays() {
        underWay().awaitLoad(underWay().last());
        String run = runOfTheDemo();
        Cloud cloud = home.cloud(run);
        List<Integer> ports = cloud.ports();

        Signals.kill(cloud.daemon());

        assertThat(demo.expectExit(5, LOSS_LIMIT)).contains("the environment was lost");
        RunResult result = home.platform().result(run);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.fault()).isEqualTo(Fault.PLATFORM);
        assertThat(result.reason()).contains("the environment was lost");
        assertThat(result.environment().destroyed()).isTrue();
        assertThat(result.protections())
                .hasSize(2)
                .allMatch(protection -> protection.openSeconds() > 1)
                .extracting(RunResult.Protection::state)
                .containsOnly("DISARMED");
        assertThat(result.notes())
                .extracting(RunResult.Note::text)
                .anyMatch(text -> text.contains("PostgreSQL was lost"))
                .anyMatch(text -> text.contains("load step"));
        assertThat(up.isAlive()).isTrue();
        Leftovers.requireNoEnvironment(home, ports);
    }

    @Test
    @Order(7)
    void upIsStopped_nothingIsLeft() {
        List<Integer> ports = List.of(home.platform().url().getPort(), home.postgresPort());

        up.interrupt();

        assertThat(up.expectExit(130, END_LIMIT)).contains("stopped");
        Leftovers.requireNone(home, ports);
    }

    private static Watch underWay() {
        return Objects.requireNonNull(watch, "no run is under way: an earlier test failed");
    }

    private static String runOfTheDemo() {
        return home.platform().runs().getFirst().id();
    }
}
