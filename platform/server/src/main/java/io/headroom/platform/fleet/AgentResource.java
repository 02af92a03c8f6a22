package io.headroom.platform.fleet;

import io.headroom.protocol.fleet.AgentHello;
import io.headroom.protocol.fleet.AgentWelcome;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What agents call. */
@Path("/api/agents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class AgentResource {

    private final Fleet fleet;
    private final String version;

    AgentResource(Fleet fleet, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.fleet = fleet;
        this.version = version;
    }

    @POST
    @RunOnVirtualThread
    @Operation(operationId = "registerAgent", summary = "An agent introduces itself")
    public AgentWelcome register(AgentHello hello) {
        if (!version.equals(hello.version())) {
            throw new ClientErrorException(
                    "agent " + hello.name() + " has version " + hello.version() + ", this platform " + version
                            + ": use the same version on both sides",
                    Response.Status.CONFLICT);
        }
        return fleet.welcome(hello);
    }

    @POST
    @RunOnVirtualThread
    @Path("/{agent}/work")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Work.class)))
    @APIResponse(responseCode = "204", description = "there is none")
    @Operation(operationId = "pollWork", summary = "Work for an agent; held open for a few seconds while there is none")
    public Response poll(@PathParam("agent") String agent) throws InterruptedException {
        try {
            return fleet.poll(agent)
                    .map(work -> Response.ok(work).build())
                    .orElseGet(() -> Response.noContent().build());
        } catch (Fleet.UnknownAgent unknown) {
            throw new NotFoundException(unknown.getMessage());
        }
    }

    @POST
    @RunOnVirtualThread
    @Path("/{agent}/work/{work}/frames")
    @Operation(operationId = "sendFrame", summary = "What an agent measured since its previous frame")
    public Frame.Reply frame(@PathParam("agent") String agent, @PathParam("work") String work, Frame frame) {
        try {
            return fleet.accept(agent, work, frame);
        } catch (Fleet.UnknownAgent unknown) {
            throw new NotFoundException(unknown.getMessage());
        }
    }

    @POST
    @RunOnVirtualThread
    @Path("/{agent}/work/{work}/result")
    @Operation(operationId = "settleWork", summary = "How a piece of work ended")
    public void settle(@PathParam("agent") String agent, @PathParam("work") String work, WorkResult result) {
        try {
            fleet.settle(agent, work, result);
        } catch (Fleet.UnknownAgent unknown) {
            throw new NotFoundException(unknown.getMessage());
        }
    }

    @DELETE
    @RunOnVirtualThread
    @Path("/{agent}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "leaveFleet", summary = "An agent leaves")
    public void leave(@PathParam("agent") String agent) {
        fleet.farewell(agent);
    }
}
