package io.headroom.localcloud;

import static io.headroom.localcloud.Environment.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.localcloud.processes.ProcessIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However an environment ends, no process and no port of it is left. */
@Timeout(90)
class EndOfLifeTest {

    @TempDir
    private Path home;

    @Test
    void destroyedTwice() throws Exception {
        try (Environment environment = Environment.ready(home, "destroyed", 2)) {
            assertThat(environment.run("wait").output()).contains("is ready");
            List<ProcessIdentity> processes = environment.processes();
            List<Integer> ports = environment.ports();
            assertThat(processes).hasSizeGreaterThan(6).allMatch(ProcessIdentity::isAlive);
            assertThat(ports).hasSize(6).allMatch(Environment::isOpen);

            assertThat(environment.run("destroy").exitCode()).isZero();

            assertThat(processes).noneMatch(ProcessIdentity::isAlive);
            assertThat(ports).noneMatch(Environment::isOpen);
            assertThat(environment.folder()).doesNotExist();
            assertThat(environment.run("destroy").exitCode()).isZero();
            assertThat(environment.run("list").output()).doesNotContain("destroyed");
        }
    }

    @Test
    void daemonKilled() throws Exception {
        try (Environment environment = Environment.ready(home, "killed", 2)) {
            List<ProcessIdentity> processes = environment.processes();
            List<Integer> ports = environment.ports();

            environment.daemon().kill();

            eventually("no process is left", () -> processes.stream().noneMatch(ProcessIdentity::isAlive));
            assertThat(ports).noneMatch(Environment::isOpen);
            assertThat(environment.run("list").output())
                    .contains("killed")
                    .contains("run-1")
                    .contains("lost");
            assertThat(environment.run("describe").errors()).contains("is gone");
            assertThat(environment.run("destroy").exitCode()).isZero();
            assertThat(environment.folder()).doesNotExist();
        }
    }

    @Test
    void reaperKilledIsReplacedAndBothKilledAreSwept() throws Exception {
        try (Environment environment = Environment.ready(home, "alone", 1)) {
            ProcessIdentity reaper = environment.recorded("reaper");
            reaper.kill();
            eventually("another reaper watches", () -> {
                try {
                    return !environment.recorded("reaper").equals(reaper);
                } catch (Exception notYet) {
                    return false;
                }
            });
            List<ProcessIdentity> processes = environment.processes();
            ProcessIdentity daemon = environment.daemon();
            ProcessIdentity second = environment.recorded("reaper");
            // Stopped, so that it cannot replace the reaper in between.
            new ProcessBuilder("kill", "-STOP", String.valueOf(daemon.pid()))
                    .start()
                    .waitFor();
            second.kill();
            daemon.kill();
            assertThat(processes).as("orphans").anyMatch(ProcessIdentity::isAlive);

            assertThat(environment.run("destroy").exitCode()).isZero();

            assertThat(processes).noneMatch(ProcessIdentity::isAlive);
            assertThat(environment.folder()).doesNotExist();
        }
    }

    @Test
    void daemonTerminated() throws Exception {
        try (Environment environment = Environment.ready(home, "terminated", 1)) {
            List<ProcessIdentity> processes = environment.processes();
            environment.daemon().terminate();
            eventually("no process is left", () -> processes.stream().noneMatch(ProcessIdentity::isAlive));
        }
    }

    @Test
    void expired() throws Exception {
        try (Environment environment = new Environment(home, "expired")) {
            environment.create(Instant.now().plusSeconds(8));
            environment.put("/v1/database", "{}");
            List<ProcessIdentity> processes = environment.processes();
            assertThat(processes).contains(environment.recorded("postgres"), environment.daemon());
            eventually("no process is left", () -> processes.stream().noneMatch(ProcessIdentity::isAlive));
            assertThat(environment.folder()).doesNotExist();
        }
    }

    @Test
    void creationIsIdempotentForOneRunOnly() throws Exception {
        Instant expiry = Instant.now().plusSeconds(600);
        try (Environment environment = new Environment(home, "once")) {
            environment.create(expiry);
            ProcessIdentity daemon = environment.daemon();
            environment.create(expiry);
            assertThat(environment.daemon()).isEqualTo(daemon);
            Environment.Result other = environment.run(
                    "create", "--run-id", "run-2", "--expires-at", expiry.toString(), "--instance-command=true");
            assertThat(other.exitCode()).isEqualTo(5);
            assertThat(other.errors()).contains("belongs to run 'run-1'");
        }
    }

    @Test
    void wrongUsageIsSaidInOneSentence() throws Exception {
        Environment environment = new Environment(home, "wrong");
        assertThat(environment.run("create", "--run-id", "r", "--expires-at", "2020-01-01T00:00:00Z"))
                .isEqualTo(new Environment.Result(
                        4,
                        "",
                        "local-cloud: --expires-at is 2020-01-01T00:00:00Z, which is over: give a time to come.\n"));
        assertThat(environment.run("create", "--run-id", "r", "--expires-at", "2090-01-01T00:00:00Z"))
                .satisfies(result -> assertThat(result.exitCode()).isEqualTo(4))
                .satisfies(result -> assertThat(result.errors()).contains("set HEADROOM_ROOT or give --root"));
        assertThat(environment.run("put", "/v1/database").errors()).contains("There is no environment 'wrong'");
        assertThat(new Environment(home, "../up").run("destroy").exitCode()).isEqualTo(4);
    }

    @Test
    void aServiceThatDoesNotComeUpIsNamed() throws Exception {
        try (Environment environment = new Environment(home, "broken")) {
            assertThat(environment
                            .run(Environment.createArguments(Instant.now().plusSeconds(600), List.of("/bin/false")))
                            .exitCode())
                    .isZero();
            environment.put("/v1/database", "{}");
            environment.put("/v1/third-party", "{}");
            environment.put("/v1/instance-groups/profile", "{\"desired\": 1}");
            Environment.Result waited = environment.run("wait", "--timeout", "1s");
            assertThat(waited.exitCode()).isEqualTo(5);
            assertThat(waited.errors()).contains("the gateway does not exist").contains("0 of 1 instances are ready");
            assertThat(environment.get("/v1/instance-groups/profile").toString())
                    .contains("ended while it booted (exit status 1)");
        }
    }
}
