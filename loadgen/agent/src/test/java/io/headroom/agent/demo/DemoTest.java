package io.headroom.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.DataFolder;
import io.headroom.agent.platform.PlatformProcess;
import io.headroom.agent.platform.PlatformProcess.Life;
import io.headroom.agent.platform.PlatformProgram;
import io.headroom.agent.platform.PlatformStartup;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.run.RunRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A demo against a real platform process over real HTTP; only what the platform does is made up. */
@Timeout(60)
class DemoTest {

    private static final RunRequest REQUEST =
            new RunRequest("profile-service", "m", "s", "nano", 3, 15, List.of(), "quick", 3);

    @TempDir
    Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = Terminal.of(stream(out), stream(err), InstantSource.system(), Map.of());
    private final Interruption interruption = Interruption.manual(_ -> {}, System::nanoTime);

    @ParameterizedTest
    @CsvSource({"passes,PASS", "fails,FAILED", "breaks,ENVIRONMENT", "measures-nothing,UNMEASURED"})
    void endsByTheVerdictAndEndsItsPlatform(String manner, ExitCode exitCode) throws Exception {
        assertThat(run(manner, false)).isEqualTo(exitCode);
        assertThat(data.resolve("ended-in-order")).exists();
        assertThat(data.resolve("reports/run-1.json")).content().contains("\"schema\" : \"headroom.run/1\"");
    }

    @Test
    void asksForWhatTheUserAskedForAndWritesTheDocumentToTheUsersFile() throws Exception {
        Path json = data.resolve("mine.json");
        var options = new DemoOptions(REQUEST, new DataFolder(data), json, false);
        assertThat(demo().run(options, program("passes"))).isEqualTo(ExitCode.PASS);
        assertThat(json).hasSameTextualContentAs(data.resolve("reports/run-1.json"));
        assertThat(data.resolve("request.json"))
                .content()
                .contains("\"instanceClass\":\"nano\"", "\"workers\":3", "\"serviceTimeMillis\":15");
        assertThat(text(err)).contains("✓ provision");
        assertThat(text(out)).contains("PASS  One instance carries", "report");
    }

    @Test
    void refusesAFileThatCannotBeWrittenBeforeAnythingStarts() {
        var options = new DemoOptions(REQUEST, new DataFolder(data), data.resolve("missing/mine.json"), false);
        assertThatThrownBy(() -> demo().run(options, program("passes")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("missing/mine.json cannot be written")
                .extracting("exitCode")
                .isEqualTo(ExitCode.USAGE);
        assertThat(data.resolve("request.json")).doesNotExist();
    }

    @Test
    void passesOnThePlatformsOwnSentenceWhenItDoesNotStart() {
        assertThatThrownBy(() -> run("does-not-start", false))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("The data folder belongs to http://127.0.0.1:1 (process 1).")
                .extracting("exitCode")
                .isEqualTo(ExitCode.ENVIRONMENT);
    }

    @Test
    void passesOnARefusal() {
        assertThatThrownBy(() -> run("refuses", false))
                .hasMessage("The scenario does not compile.")
                .extracting("exitCode")
                .isEqualTo(ExitCode.USAGE);
        assertThat(data.resolve("ended-in-order")).exists();
    }

    @Test
    void waitsUntilItsOwnPlatformHasPutBackWhatADeadOneLeft() throws Exception {
        assertThat(run("settles-first", false)).isEqualTo(ExitCode.PASS);
        assertThat(text(err)).contains("▸ waiting: run run-0 is being put back");
    }

    @Test
    void doesNotWaitForEverForItsOwnPlatform() {
        var minutes = new AtomicInteger();
        InstantSource hurried = () -> Instant.EPOCH.plusSeconds(60L * minutes.getAndIncrement());
        var demo = new Demo(terminal, hurried, interruption);
        assertThatThrownBy(() ->
                        demo.run(new DemoOptions(REQUEST, new DataFolder(data), null, false), program("stays-busy")))
                .hasMessageContaining("run run-0 is under way")
                .extracting("exitCode")
                .isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(minutes).hasValue(4);
    }

    @Test
    void doesNotWaitForTheRunOfAPlatformThatWasThereBefore() throws Exception {
        var folder = new DataFolder(data);
        folder.prepare();
        PlatformProcess before = PlatformProcess.start(program("stays-busy"), folder, Life.BOUND, List.of());
        try {
            PlatformStartup.await(before, terminal, interruption)
                    .orElseThrow()
                    .client()
                    .close();
            assertThatThrownBy(() -> run("does-not-start", false))
                    .hasMessageContaining("run run-0 is under way")
                    .extracting("exitCode")
                    .isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(text(err)).doesNotContain("waiting");
        } finally {
            assertThat(before.end(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void noticesWithinSecondsThatThePlatformDied() {
        long began = System.nanoTime();
        assertThatThrownBy(() -> run("dies", false))
                .hasMessageContaining("'./headroom up --data " + data + "' restores and destroys")
                .extracting("exitCode")
                .isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void hasThePlatformStopTheRunWhenInterrupted() throws Exception {
        Thread.ofVirtual().start(this::interruptOnceProvisioned);
        assertThat(run("endless", false)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(data.resolve("stop-ordered")).exists();
        assertThat(data.resolve("ended-in-order")).exists();
    }

    @Test
    void endsAPlatformThatIsOnlyStartingWhenInterrupted() throws Exception {
        interruption.request();
        long began = System.nanoTime();
        assertThat(run("never-ready", false)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void leavesAPlatformThatWasThereBefore() throws Exception {
        var folder = new DataFolder(data);
        folder.prepare();
        PlatformProcess before = PlatformProcess.start(program("passes"), folder, Life.BOUND, List.of());
        try {
            PlatformStartup.await(before, terminal, interruption)
                    .orElseThrow()
                    .client()
                    .close();
            assertThat(run("does-not-start", false)).isEqualTo(ExitCode.PASS);
            assertThat(before.isAlive()).isTrue();
            assertThat(text(err)).contains("The platform that already serves", "(process " + before.pid() + ")");
        } finally {
            assertThat(before.end(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void keepsThePlatformIfAskedTo() throws Exception {
        assertThat(run("passes", true)).isEqualTo(ExitCode.PASS);
        long pid = Long.parseLong(text(out).replaceAll("(?s).*\\(process (\\d+);.*", "$1"));
        ProcessHandle kept = ProcessHandle.of(pid).orElseThrow();
        assertThat(text(out)).contains("http://127.0.0.1:", "./headroom stop --data " + data);
        assertThat(kept.destroy()).isTrue();
        kept.onExit().get(10, TimeUnit.SECONDS);
    }

    private void interruptOnceProvisioned() {
        while (!text(err).contains("✓ provision")) {
            Thread.onSpinWait();
        }
        interruption.request();
    }

    private ExitCode run(String manner, boolean keep) throws InterruptedException {
        return demo().run(new DemoOptions(REQUEST, new DataFolder(data), null, keep), program(manner));
    }

    private Demo demo() {
        return new Demo(terminal, InstantSource.system(), interruption);
    }

    private static PlatformProgram program(String manner) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new PlatformProgram(List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TinyPlatform.class.getName(),
                manner));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
