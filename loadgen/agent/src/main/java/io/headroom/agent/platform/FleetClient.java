package io.headroom.agent.platform;

import io.headroom.protocol.fleet.AgentHello;
import io.headroom.protocol.fleet.AgentWelcome;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What an agent says to its platform. Every call is bounded in time. */
public final class FleetClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Exchange exchange;

    /** @param platform scheme, host and port */
    public FleetClient(URI platform) {
        this.exchange = new Exchange(platform);
    }

    public AgentWelcome register(AgentHello hello) throws PlatformProblem {
        return exchange.post("/api/agents", hello, PATIENCE, AgentWelcome.class);
    }

    /** Waits for work, as long as the platform holds the call open. */
    public Optional<Work> take(AgentWelcome welcome) throws PlatformProblem {
        Duration patience = PATIENCE.plusSeconds(welcome.pollSeconds());
        return exchange.postForMaybe("/api/agents/%s/work".formatted(welcome.agent()), patience, Work.class);
    }

    public Frame.Reply report(String agent, String work, Frame frame) throws PlatformProblem {
        return exchange.post(
                "/api/agents/%s/work/%s/frames".formatted(agent, work), frame, PATIENCE, Frame.Reply.class);
    }

    public void complete(String agent, String work, WorkResult result) throws PlatformProblem {
        exchange.post("/api/agents/%s/work/%s/result".formatted(agent, work), result, PATIENCE);
    }

    public void leave(String agent) throws PlatformProblem {
        exchange.delete("/api/agents/" + agent, PATIENCE);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
