package io.headroom.sample.profile;

import io.headroom.sample.gate.WorkerGate;
import io.headroom.sample.reputation.Reputation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The four operations. Each passes the worker gate exactly once; input that is refused does not reach it. */
@Path("/profiles")
@RunOnVirtualThread
class ProfileResource {

    /** Deeper pages cost the database more than a worker's turn, and nobody leafs that far. */
    private static final int PAGE_MAX = 1_000;

    private final WorkerGate gate;
    private final Reputation reputation;
    private final Profiles profiles;

    ProfileResource(WorkerGate gate, Reputation reputation, Profiles profiles) {
        this.gate = gate;
        this.reputation = reputation;
        this.profiles = profiles;
    }

    @POST
    public RestResponse<Profile> register(@NotNull @Valid ProfileInput input) {
        Profile profile = gate.pass(() -> profiles.register(input, reputation.scoreOf(input.name())));
        return RestResponse.ResponseBuilder.<Profile>created(URI.create("/profiles/" + profile.id))
                .entity(profile)
                .build();
    }

    @GET
    @Path("/{id}")
    public Profile fetch(@RestPath long id) {
        return gate.pass(() -> profiles.fetch(id).map(this::reviewed)).orElseThrow(absent(id));
    }

    @PUT
    @Path("/{id}")
    public Profile update(@RestPath long id, @NotNull @Valid ProfileInput input) {
        return gate.pass(() -> profiles.update(id, input)).orElseThrow(absent(id));
    }

    @GET
    public List<Profile> search(
            @RestQuery @NotBlank String tag, @RestQuery @DefaultValue("0") @Min(0) @Max(PAGE_MAX) int page) {
        return gate.pass(() -> profiles.search(tag, page));
    }

    /** Shown with what the third party thinks of it now, where instances do so. */
    private Profile reviewed(Profile profile) {
        profile.reputation = reputation.reviewOf(profile.name).orElse(profile.reputation);
        return profile;
    }

    private static Supplier<HttpProblem> absent(long id) {
        return () -> HttpProblem.valueOf(
                Response.Status.NOT_FOUND, "There is no profile %d; register it first.".formatted(id));
    }
}
