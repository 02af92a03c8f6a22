package io.headroom.agent.platform;

import io.headroom.protocol.protection.AlarmAcknowledgement;
import io.headroom.protocol.protection.AlarmView;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What people's commands ask of a platform about protections that did not come back. Every call is bounded in time. */
public final class AlarmsClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Exchange exchange;

    public AlarmsClient(URI platform) {
        this.exchange = new Exchange(platform);
    }

    public List<AlarmView> list() throws PlatformProblem {
        return List.of(exchange.get("/api/alarms", PATIENCE, AlarmView[].class));
    }

    public AlarmView acknowledge(String id, AlarmAcknowledgement known) throws PlatformProblem {
        return exchange.post(
                "/api/alarms/%s/acknowledgement".formatted(URLEncoder.encode(id, StandardCharsets.UTF_8)),
                known,
                PATIENCE,
                AlarmView.class);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
