package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.equivalence.Profile;
import io.headroom.protocol.environment.EnvironmentEvent;
import io.headroom.protocol.environment.EnvironmentOrder;
import io.headroom.protocol.environment.EnvironmentView;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Environments over HTTP. What takes its time is begun, and then followed by its events. */
@Path("/api/environments")
@Produces(MediaType.APPLICATION_JSON)
class EnvironmentResource {

    private final StandaloneEnvironments environments;

    EnvironmentResource(StandaloneEnvironments environments) {
        this.environments = environments;
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listEnvironments", summary = "Environments that were made, newest first")
    public List<EnvironmentView> list() {
        return environments.newest().stream().map(this::view).toList();
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "planEnvironment",
            summary = "Plan an environment that stands by itself; nothing is made yet")
    public Response plan(EnvironmentOrder order) throws EnvironmentFailure {
        return accepted(environments.plan(order).name());
    }

    @GET
    @RunOnVirtualThread
    @Path("/{name}")
    @Operation(operationId = "getEnvironment", summary = "An environment as it stands now")
    public EnvironmentView find(@PathParam("name") String name) throws EnvironmentFailure {
        return view(environments.require(name));
    }

    @GET
    @RunOnVirtualThread
    @Path("/{name}/events")
    @Operation(
            operationId = "listEnvironmentEvents",
            summary = "What happened to an environment since this platform began, after a sequence")
    public List<EnvironmentEvent> events(
            @PathParam("name") String name, @QueryParam("after") @DefaultValue("0") long after)
            throws EnvironmentFailure {
        return environments.work(environments.require(name).name()).events(after);
    }

    @POST
    @RunOnVirtualThread
    @Path("/{name}/apply")
    @Operation(operationId = "applyEnvironment", summary = "Apply what was planned, that plan and nothing else")
    public Response apply(@PathParam("name") String name) throws EnvironmentFailure {
        environments.apply(name);
        return accepted(name);
    }

    @DELETE
    @RunOnVirtualThread
    @Path("/{name}")
    @Operation(operationId = "destroyEnvironment", summary = "Destroy an environment, whatever stands of it")
    public Response destroy(@PathParam("name") String name) throws EnvironmentFailure, InterruptedException {
        environments.destroy(name);
        return accepted(name);
    }

    @GET
    @RunOnVirtualThread
    @Path("/{name}/profile")
    @Operation(
            operationId = "getEnvironmentProfile",
            summary = "What of an environment, or of its plan, bears on capacity: headroom.profile/1")
    public ObjectNode profile(@PathParam("name") String name) throws EnvironmentFailure, InterruptedException {
        return environments
                .profile(name)
                .map(Profile::document)
                .orElseThrow(
                        () -> new NotFoundException("environment '" + name + "' has nothing that bears on capacity"));
    }

    private Response accepted(String name) throws EnvironmentFailure {
        return Response.accepted(find(name)).build();
    }

    private EnvironmentView view(Environment environment) {
        EnvironmentWork work = environments.work(environment.name());
        return new EnvironmentView(
                environment.name(),
                environment.run(),
                environment.module(),
                environment.standalone(),
                environment.state().name(),
                work.doing().orElse(null),
                environment.outputs().map(EnvironmentOutputs::targetUrl).orElse(null),
                environment.outputs().map(EnvironmentOutputs::instances).orElse(List.of()).stream()
                        .map(instance -> instance.id() + " " + instance.address() + " " + instance.zone())
                        .toList(),
                environment.outputs().map(EnvironmentOutputs::protections).orElse(List.of()).stream()
                        .map(EnvironmentOutputs.Guard::name)
                        .toList(),
                environment.created(),
                environment.expires(),
                environment.trouble().orElse(null),
                work.planned().map(planned -> plan(planned.review())).orElse(null));
    }

    private static EnvironmentView.Plan plan(PlanReview review) {
        return new EnvironmentView.Plan(
                review.changes().stream()
                        .map(change -> new EnvironmentView.Change(change.address(), change.action()))
                        .toList(),
                review.costPerHour());
    }

    @ServerExceptionMapper
    Response refused(EnvironmentFailure failure) {
        boolean users = failure.isUsersFault();
        return HttpProblem.builder()
                .withTitle(users ? "Not possible as asked" : "The environment failed")
                .withStatus(users ? Status.BAD_REQUEST : Status.SERVICE_UNAVAILABLE)
                .withDetail(failure.sentence())
                .with("code", "environment")
                .with("fault", users ? "user" : "platform")
                .build()
                .toResponse();
    }
}
