package io.headroom.agent.platform;

import io.headroom.protocol.campaign.CampaignOrder;
import io.headroom.protocol.campaign.CampaignView;
import io.headroom.protocol.run.RunView;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What people's commands ask of a platform about campaigns. Every call is bounded in time. */
public final class CampaignsClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Exchange exchange;

    public CampaignsClient(URI platform) {
        this.exchange = new Exchange(platform);
    }

    public CampaignView apply(CampaignOrder order) throws PlatformProblem {
        return exchange.put("/api/campaigns", order, PATIENCE, CampaignView.class);
    }

    public List<CampaignView> list() throws PlatformProblem {
        return List.of(exchange.get("/api/campaigns", PATIENCE, CampaignView[].class));
    }

    public Optional<CampaignView> find(String name) throws PlatformProblem {
        Optional<String> found = exchange.find(path(name), PATIENCE);
        return found.isEmpty() ? Optional.empty() : Optional.of(Exchange.parse(found.get(), CampaignView.class));
    }

    public RunView start(String name) throws PlatformProblem {
        return exchange.post(path(name) + "/runs", "", PATIENCE, RunView.class);
    }

    private static String path(String name) {
        return "/api/campaigns/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
