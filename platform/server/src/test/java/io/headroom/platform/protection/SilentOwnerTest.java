package io.headroom.platform.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.PlatformUnderTest;
import io.headroom.protection.PlannedRelaxation;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationJson;
import io.headroom.protection.TestCloud;
import io.headroom.protection.database.JdbcRelaxationJournal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two platforms on one database: this application, and a process that owns a run and falls silent. Leases and sweeps are a tenth as long. */
@Timeout(60)
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class SilentOwnerTest {

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    /** For the looks of a scheduler that looks once a second, and for the bursts that prove closed, on a busy machine. */
    private static final Duration WORK = Duration.ofSeconds(5);

    @Inject
    DataSource database;

    @Inject
    Protections protections;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @TempDir
    Path folder;

    @Test
    void whatAKilledOwnerLeftOpen_isRestoredWithinLeaseAndSweep_andAFrozenOneThatComesBackIsRefused() throws Exception {
        try (var killed = new TestCloud(Clock.systemUTC(), Files.createDirectories(folder.resolve("killed")));
                var frozen = new TestCloud(Clock.systemUTC(), Files.createDirectories(folder.resolve("frozen")))) {
            var first = Owner.start(this, "killed", killed);
            var second = Owner.start(this, "frozen", frozen);
            try {
                assertThat(first.said()).isEqualTo("VERIFIED_OPEN");
                assertThat(second.said()).isEqualTo("VERIFIED_OPEN");
                protections.sweep(run -> false, trouble -> {});
                assertThat(killed.exemptions("waf"))
                        .as("what a living owner opened is its own")
                        .hasSize(1);

                first.process().destroyForcibly();
                second.signal("STOP");
                var since = System.nanoTime();

                awaitClosed("killed", since);
                awaitClosed("frozen", since);
                assertThat(killed.exemptions("waf")).isEmpty();
                assertThat(frozen.exemptions("waf")).isEmpty();
                second.signal("CONT");
                second.tellToGoOn();
                assertThat(second.said()).isEqualTo("refused");
                assertThat(frozen.exemptions("rate-limit")).isEmpty();
            } finally {
                first.process().destroyForcibly();
                second.process().destroyForcibly();
            }
        }
    }

    private void awaitClosed(String run, long sinceNanos) throws InterruptedException {
        var limit = LEASE.plus(SWEEP).plus(WORK);
        while (!ofRun(run).getFirst().state().isFinal()) {
            assertThat(Duration.ofNanos(System.nanoTime() - sinceNanos))
                    .as("%s since its owner fell silent", ofRun(run))
                    .isLessThan(limit);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(ofRun(run).getFirst().state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(ofRun(run).getFirst().verifiedClosed()).isTrue();
    }

    private List<Relaxation> ofRun(String run) {
        return new JdbcRelaxationJournal(database).ofRun(run);
    }

    /** The other platform. */
    private record Owner(Process process, BufferedReader output) {

        static Owner start(SilentOwnerTest test, String run, TestCloud cloud) throws IOException {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    OwnerProcess.class.getName(),
                    test.url,
                    test.user,
                    test.password,
                    String.valueOf(LEASE.toMillis()),
                    test.folder.resolve("journal-" + run).toString()));
            for (var rule : List.of("waf", "rate-limit")) {
                var request = new RelaxRequest(
                        run,
                        cloud.protection(rule),
                        cloud.target(),
                        Instant.now().plusSeconds(3600),
                        OwnerProcess.KEY,
                        1);
                var plan = test.folder.resolve(run + "-" + rule);
                command.add(Files.writeString(plan, RelaxationJson.write(PlannedRelaxation.of(request)))
                        .toString());
            }
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Owner(process, new BufferedReader(new InputStreamReader(process.getInputStream())));
        }

        String said() throws IOException {
            return output.readLine();
        }

        void tellToGoOn() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}
