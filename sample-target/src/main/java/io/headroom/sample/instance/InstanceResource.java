package io.headroom.sample.instance;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Tells which instance answers and how it is set. It does not pass the worker gate. */
@Path("/sample/instance")
final class InstanceResource {

    private final InstanceConfiguration configuration;

    InstanceResource(InstanceConfiguration configuration) {
        this.configuration = configuration;
    }

    @GET
    @NonBlocking
    public Instance instance() {
        return Instance.of(configuration);
    }
}
