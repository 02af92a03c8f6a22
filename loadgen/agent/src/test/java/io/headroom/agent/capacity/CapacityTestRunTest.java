package io.headroom.agent.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.exploration.Limits;
import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.run.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A search's beginning and its untimely end, against a real server. */
class CapacityTestRunTest {

    private static final int REQUESTS_UNTIL_STOP = 25;

    private final AtomicInteger seen = new AtomicInteger();
    private volatile Runnable onRequest = () -> {};
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/items", exchange -> {
            onRequest.run();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsStopped_saysSo_andLeavesADocument() throws Exception {
        var run = new CapacityTestRun(test(server.getAddress().getPort()), CapacityTests.surroundings());
        onRequest = () -> {
            if (seen.incrementAndGet() == REQUESTS_UNTIL_STOP) {
                run.stop();
            }
        };

        CapacityResult result = run.perform();

        assertThat(result.interrupted()).isTrue();
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.steps()).isEmpty();
        assertThat(result.search().requestsPerJourney()).isEqualTo(1);
        SearchCourseTest.requireValid(result);
    }

    @Test
    void nobodyThere_isTheEnvironmentsFault_andADocument() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var run = new CapacityTestRun(test(port), CapacityTests.surroundings());

        assertThatThrownBy(run::perform).isInstanceOfSatisfying(CommandFailure.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
            CapacityResult result = run.unmeasured(failure, Instant.EPOCH);
            assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
            assertThat(result.generator()).isNull();
        });
    }

    private static CapacityTest test(int port) {
        return CapacityTests.against(URI.create("http://127.0.0.1:" + port), Limits.doubling(), 5_000);
    }
}
