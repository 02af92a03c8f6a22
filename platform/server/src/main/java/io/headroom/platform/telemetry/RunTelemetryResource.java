package io.headroom.platform.telemetry;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the traces of a run's load steps say. */
@Path("/api/runs/{run}/telemetry")
@Produces(MediaType.APPLICATION_JSON)
class RunTelemetryResource {

    private final Telemetry telemetry;

    RunTelemetryResource(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "getRunTelemetry",
            summary = "Each load step's dependencies, services and coverage; empty if no trace of the run came")
    public List<StepView> steps(@PathParam("run") String run) {
        return telemetry.steps(run);
    }

    @GET
    @RunOnVirtualThread
    @Path("/traces")
    @Operation(
            operationId = "listRunTraces",
            summary = "Every trace of the run that is kept whole, in short; empty if none came")
    public List<TraceSummary> summaries(@PathParam("run") String run) {
        return telemetry.summaries(run);
    }

    @GET
    @RunOnVirtualThread
    @Path("/{step}/traces")
    @Operation(
            operationId = "getStepTraces",
            summary = "The slowest, some failed and a few random traces of a load step, whole")
    public List<TraceView> traces(@PathParam("run") String run, @PathParam("step") int step) {
        return telemetry
                .traces(run, step)
                .orElseThrow(() -> new NotFoundException("no trace of step " + step + " of run " + run + " came"));
    }
}
