package io.headroom.agent.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.protocol.environment.EnvironmentEvent;
import io.headroom.protocol.environment.EnvironmentOrder;
import io.headroom.protocol.environment.EnvironmentView;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What people's commands ask of a platform about environments. Every call is bounded in time. */
public final class EnvironmentsClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A profile may need Terraform to read its state; a destruction waits until Terraform has ended what it was doing. */
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(4);

    private final Exchange exchange;

    public EnvironmentsClient(URI platform) {
        this.exchange = new Exchange(platform);
    }

    public List<EnvironmentView> list() throws PlatformProblem {
        return List.of(exchange.get("/api/environments", PATIENCE, EnvironmentView[].class));
    }

    public EnvironmentView find(String name) throws PlatformProblem {
        return exchange.get("/api/environments/" + name, PATIENCE, EnvironmentView.class);
    }

    public EnvironmentView plan(EnvironmentOrder order) throws PlatformProblem {
        return exchange.post("/api/environments", order, PATIENCE, EnvironmentView.class);
    }

    public void apply(String name) throws PlatformProblem {
        exchange.post("/api/environments/%s/apply".formatted(name), null, PATIENCE);
    }

    public void destroy(String name) throws PlatformProblem {
        exchange.delete("/api/environments/" + name, LONG_PATIENCE);
    }

    /** @param after sequence of the last event that is known already, 0 for none */
    public List<EnvironmentEvent> events(String name, long after) throws PlatformProblem {
        return List.of(exchange.get(
                "/api/environments/%s/events?after=%d".formatted(name, after), PATIENCE, EnvironmentEvent[].class));
    }

    /** The document {@code headroom.profile/1}. */
    public JsonNode profile(String name) throws PlatformProblem {
        return exchange.get("/api/environments/%s/profile".formatted(name), LONG_PATIENCE, JsonNode.class);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
