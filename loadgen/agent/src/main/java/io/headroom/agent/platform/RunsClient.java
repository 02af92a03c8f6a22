package io.headroom.agent.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.RunView;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What people's commands ask of a platform. Every call is bounded in time. */
public final class RunsClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PROBE = Duration.ofSeconds(3);
    private static final Duration RESULT_MAX = Duration.ofSeconds(10);
    private static final Duration RESULT_LOOK_EVERY = Duration.ofMillis(200);

    private final Exchange exchange;

    public RunsClient(URI platform) {
        this.exchange = new Exchange(platform);
    }

    public PlatformInfo identify() throws PlatformProblem {
        return exchange.get("/api/platform", PROBE, PlatformInfo.class);
    }

    public RunView submit(RunRequest request) throws PlatformProblem {
        return exchange.post("/api/runs", request, PATIENCE, RunView.class);
    }

    public RunView run(String id) throws PlatformProblem {
        return exchange.get("/api/runs/" + id, PATIENCE, RunView.class);
    }

    /** The run that is under way, if any is. */
    public Optional<RunView> underWay() throws PlatformProblem {
        return Stream.of(exchange.get("/api/runs", PATIENCE, RunView[].class))
                .filter(run -> run.state() == RunView.State.RUNNING)
                .findFirst();
    }

    /** The result, or nothing while the run is under way. */
    public Optional<RunDocument> result(String id) throws PlatformProblem {
        Optional<String> text = exchange.find("/api/runs/%s/result".formatted(id), PATIENCE);
        return text.isEmpty() ? Optional.empty() : Optional.of(document(text.get()));
    }

    /** The result of a run that has just ended, or nothing if it leaves none. */
    public Optional<RunDocument> resultSoon(String id) throws PlatformProblem, InterruptedException {
        Optional<RunDocument> document = result(id);
        for (int look = 0; document.isEmpty() && look < RESULT_MAX.dividedBy(RESULT_LOOK_EVERY); look++) {
            Thread.sleep(RESULT_LOOK_EVERY);
            document = result(id);
        }
        return document;
    }

    /** Asks for the run's end: load stops at once, protections are restored, the environment is destroyed. */
    public void stop(String id) throws PlatformProblem {
        exchange.post("/api/runs/%s/stop".formatted(id), null, PATIENCE);
    }

    /** Everything that happened in a run and everything that will, from its beginning. */
    public RunEvents events(String id) {
        return new RunEvents(exchange, id);
    }

    private static RunDocument document(String text) throws PlatformProblem.Refused {
        String indented = Exchange.parse(text, JsonNode.class).toPrettyString() + "\n";
        return new RunDocument(Exchange.parse(text, RunResult.class), indented);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
