package io.headroom.platform.web;

import io.headroom.platform.home.Installation;
import io.headroom.protocol.run.RunRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What this platform is. */
@Path("/api/platform")
@Produces(MediaType.APPLICATION_JSON)
class PlatformResource {

    private final Installation installation;
    private final String version;

    PlatformResource(Installation installation, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.installation = installation;
        this.version = version;
    }

    /**
     * @param data its data folder
     * @param sample a request that measures the sample service; absent if the sample is not installed
     */
    public record Description(
            String version,
            String data,
            long pid,
            String url,
            @Nullable RunRequest sample) {}

    @GET
    @Operation(operationId = "getPlatform", summary = "Version, address and data folder of this platform")
    public Description describe() {
        return new Description(
                version, installation.data().toString(), ProcessHandle.current().pid(), installation.url(), sample());
    }

    private @Nullable RunRequest sample() {
        java.nio.file.Path scenario = installation.root().resolve("sample-target/scenarios/ProfileJourneys.java");
        java.nio.file.Path module = installation.root().resolve("terraform/local");
        if (Files.notExists(scenario) || Files.notExists(module)) {
            return null;
        }
        return new RunRequest(
                "profile-service", module.toString(), scenario.toString(), "small", null, null, List.of(), "quick", 3);
    }
}
