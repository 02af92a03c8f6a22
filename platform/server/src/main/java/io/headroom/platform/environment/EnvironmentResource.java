package io.headroom.platform.environment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Environments over HTTP. */
@Path("/api/environments")
@Produces(MediaType.APPLICATION_JSON)
class EnvironmentResource {

    private final Environments environments;

    EnvironmentResource(Environments environments) {
        this.environments = environments;
    }

    /**
     * An environment as it stands.
     *
     * @param targetUrl the service's public entrance; absent until it stands
     * @param expires when it destroys itself, whoever is left to do it
     */
    public record View(
            String name,
            String run,
            String module,
            Environment.State state,
            @Nullable String targetUrl,
            Instant created,
            Instant expires) {

        static View of(Environment environment) {
            return new View(
                    environment.name(),
                    environment.run(),
                    environment.module(),
                    environment.state(),
                    environment.outputs().map(EnvironmentOutputs::targetUrl).orElse(null),
                    environment.created(),
                    environment.expires());
        }
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listEnvironments", summary = "Environments that were made, newest first")
    public List<View> list() {
        return environments.newest().stream().map(View::of).toList();
    }
}
