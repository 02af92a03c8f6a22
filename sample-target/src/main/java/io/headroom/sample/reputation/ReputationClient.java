package io.headroom.sample.reputation;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The third party's interface. */
@RegisterRestClient(configKey = "reputation")
@Path("/reputation")
interface ReputationClient {

    @POST
    Score rate(Name name);

    /** Whom to rate. */
    record Name(String name) {}

    /** How good the name is, 0.0–1.0. */
    record Score(double score) {}
}
