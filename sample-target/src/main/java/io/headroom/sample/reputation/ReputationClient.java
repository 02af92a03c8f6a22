package io.headroom.sample.reputation;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** The third party's interface: three questions about a name that do not depend on each other. */
@RegisterRestClient(configKey = "reputation")
interface ReputationClient {

    @GET
    @Path("/reputation")
    Score reputation(@RestQuery String name);

    @GET
    @Path("/standing")
    Score standing(@RestQuery String name);

    @GET
    @Path("/popularity")
    Score popularity(@RestQuery String name);

    /** How good the name is, 0.0–1.0. */
    record Score(double score) {}
}
