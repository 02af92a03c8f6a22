package io.headroom.agent.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.FleetClient;
import io.headroom.engine.EngineSettings;
import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.AgentHello;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AgentLoopTest {

    private static final AgentTiming QUICK =
            new AgentTiming(Duration.ofMillis(50), Duration.ofMillis(20), Duration.ofMillis(500));
    private static final AgentHello HELLO = new AgentHello("local-1", "1", 1, 4711);

    private FleetServer platform;
    private FleetClient fleet;
    private AgentLoop loop;

    @BeforeEach
    void serve() throws IOException {
        platform = new FleetServer();
        fleet = new FleetClient(platform.url());
        loop = new AgentLoop(fleet, HELLO, QUICK, System::nanoTime, EngineSettings.defaults());
    }

    @AfterEach
    void close() {
        loop.end();
        fleet.close();
        platform.close();
    }

    @Test
    void registersTakesWorkAndReportsIt() throws Exception {
        CompletableFuture<Void> running = start();
        assertThat(platform.hellos.poll(5, TimeUnit.SECONDS)).isEqualTo(HELLO);
        platform.work.add(new Work.Release("work-1", "session-1"));
        assertThat(platform.results.poll(5, TimeUnit.SECONDS)).isEqualTo(new WorkResult.Released());
        loop.end();
        running.get(5, TimeUnit.SECONDS);
        assertThat(platform.left.poll(5, TimeUnit.SECONDS)).isEqualTo("/api/agents/agent-1");
    }

    @Test
    void saysWhatItCannotDo() throws Exception {
        start();
        platform.work.add(new Work.Drive("work-1", "unknown", 1, List.of(new Work.Stretch(100, 100, 1_000)), 1_000));
        assertThat(platform.results.poll(5, TimeUnit.SECONDS))
                .isEqualTo(new WorkResult.Failed(
                        Fault.PLATFORM,
                        "This agent holds no session unknown: it must be prepared before it is driven."));
    }

    @Test
    void registersAgainWithAPlatformThatWasStartedAnew() throws Exception {
        start();
        assertThat(platform.hellos.poll(5, TimeUnit.SECONDS)).isEqualTo(HELLO);
        platform.forgetful = true;
        assertThat(platform.hellos.poll(5, TimeUnit.SECONDS)).isEqualTo(HELLO);
    }

    @Test
    void endsWithThePlatformsSentenceWhenVersionsDiffer() {
        platform.registrationStatus = 409;
        assertThatThrownBy(loop::run)
                .isInstanceOf(CommandFailure.class)
                .hasMessage("The platform is 2 and the agent is 1: use the same version.");
    }

    @Test
    void endsByItselfWhenThePlatformIsLost() {
        platform.close();
        assertThatThrownBy(loop::run)
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("has stopped its load and ends")
                .extracting("exitCode")
                .isEqualTo(ExitCode.ENVIRONMENT);
    }

    @Test
    void endsWithItsParent() throws Exception {
        var parent = new PipedOutputStream();
        ParentWatch.start(new PipedInputStream(parent), loop::end);
        CompletableFuture<Void> running = start();
        platform.hellos.poll(5, TimeUnit.SECONDS);
        parent.close();
        running.get(5, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(loop::run, Executors.newVirtualThreadPerTaskExecutor());
    }
}
