package io.headroom.platform.telemetry;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether telemetry arrives at all. */
@Path("/api/telemetry")
@Produces(MediaType.APPLICATION_JSON)
class TelemetryResource {

    private final Telemetry telemetry;
    private final Forwarding forwarding;

    TelemetryResource(Telemetry telemetry, Forwarding forwarding) {
        this.telemetry = telemetry;
        this.forwarding = forwarding;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "getIntake",
            summary = "Spans and metrics that came in since the platform started, and what became of them")
    public IntakeView intake() {
        return telemetry.intake(forwarding.counts());
    }
}
