package io.headroom.sample.reputation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks the third party what it thinks of a name. */
@ApplicationScoped
public class Reputation {

    private final ReputationClient client;

    Reputation(@RestClient ReputationClient client) {
        this.client = client;
    }

    /**
     * The name's score, 0.0–1.0, by exactly one request.
     *
     * @throws RuntimeException if the third party refuses or cannot be reached; it is answered 502
     */
    public double scoreOf(String name) {
        try {
            return client.rate(new ReputationClient.Name(name)).score();
        } catch (WebApplicationException refused) {
            throw new ThirdPartyException(
                    "The third party answered %d instead of a score; the fault is its own."
                            .formatted(refused.getResponse().getStatus()),
                    refused);
        } catch (ProcessingException unreachable) {
            throw new ThirdPartyException(
                    "The third party gave no answer (%s); is it running at SAMPLE_THIRD_PARTY_URL?"
                            .formatted(unreachable.getMessage()),
                    unreachable);
        }
    }
}
