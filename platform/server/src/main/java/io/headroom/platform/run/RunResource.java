package io.headroom.platform.run;

import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.RunView;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Runs over HTTP. */
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
class RunResource {

    private final Runs runs;

    RunResource(Runs runs) {
        this.runs = runs;
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listRuns", summary = "Runs, newest first")
    public List<RunView> list() {
        return runs.newest();
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "startRun", summary = "Start a run")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RunView.class)))
    public Response start(RunRequest request) {
        RunView view = runs.start(request);
        return Response.created(URI.create("/api/runs/" + view.id()))
                .entity(view)
                .build();
    }

    @GET
    @RunOnVirtualThread
    @Path("/{run}")
    @Operation(operationId = "getRun", summary = "A run as it stands now")
    public RunView find(@PathParam("run") String run) {
        return runs.find(run).orElseThrow(() -> unknown(run));
    }

    @GET
    @RunOnVirtualThread
    @Path("/{run}/result")
    @Operation(operationId = "getRunResult", summary = "The result document, once the run is over")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RunResult.class)))
    public String result(@PathParam("run") String run) {
        return runs.result(run)
                .orElseThrow(
                        () -> new NotFoundException("run " + run + " has no result yet: wait until it is finished"));
    }

    @GET
    @Blocking
    @Path("/{run}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "watchRun", summary = "What happens in a run, live; continues after Last-Event-ID")
    public Multi<OutboundSseEvent> watch(
            @PathParam("run") String run,
            @HeaderParam("Last-Event-ID") @DefaultValue("0") long lastSequence,
            @Context Sse sse) {
        find(run);
        return runs.watch(run, lastSequence)
                .map(event -> sse.newEventBuilder()
                        .id(Long.toString(event.sequence()))
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(event)
                        .build());
    }

    @POST
    @RunOnVirtualThread
    @Path("/{run}/stop")
    @Operation(operationId = "stopRun", summary = "End a run early; it restores and destroys before it is finished")
    @APIResponse(responseCode = "202")
    public Response stop(@PathParam("run") String run) {
        find(run);
        boolean elsewhere = runs.find(run)
                        .filter(view -> view.state() == RunView.State.RUNNING)
                        .isPresent()
                && !runs.underWay().contains(run);
        if (elsewhere) {
            throw HttpProblem.builder()
                    .withTitle("Driven elsewhere")
                    .withStatus(Response.Status.CONFLICT)
                    .withDetail("another platform drives run " + run + ": stop it there")
                    .build();
        }
        runs.stop(run, "stopped on request");
        return Response.accepted().build();
    }

    private static NotFoundException unknown(String run) {
        return new NotFoundException("there is no run " + run);
    }
}
