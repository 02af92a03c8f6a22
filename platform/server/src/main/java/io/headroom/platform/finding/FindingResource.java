package io.headroom.platform.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.platform.finding.KnownFinding.State;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Findings over HTTP. */
@Path("/api/findings")
@Produces(MediaType.APPLICATION_JSON)
class FindingResource {

    private final FindingStore store;
    private final Clock clock;

    FindingResource(FindingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param state open, acknowledged, accepted or fixed
     * @param firstRun that saw it; {@code lastRun} likewise
     * @param fixedBy the run that showed that it is gone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            String id,
            String service,
            String kind,
            String subject,
            String severity,
            String statement,
            Map<String, String> evidence,
            String suggestion,
            String state,
            String firstRun,
            String lastRun,
            Instant lastSeen,
            @Nullable String who,
            @Nullable String why,
            @Nullable Instant acceptedUntil,
            @Nullable String fixedBy) {}

    /** Somebody knows of it. */
    public record Acknowledgement(@Nullable String who) {}

    /** Somebody lives with it, for a while. */
    public record Acceptance(
            @Nullable String who,
            @Nullable String why,
            @Nullable Instant until) {}

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listFindings", summary = "Causes that runs showed, and what became of them")
    public List<View> list() {
        return store.all().stream().map(FindingResource::view).toList();
    }

    @POST
    @RunOnVirtualThread
    @Path("/{finding}/acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "acknowledgeFinding", summary = "Say that a finding is known and somebody sees to it")
    public View acknowledge(@PathParam("finding") String id, Acknowledgement known) {
        String who = required(known == null ? null : known.who(), "who", "the name of whoever sees to it");
        return change(id, finding -> finding.acknowledged(who));
    }

    @POST
    @RunOnVirtualThread
    @Path("/{finding}/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "acceptFinding", summary = "Say that a finding is lived with, why, and until when")
    public View accept(@PathParam("finding") String id, Acceptance accepted) {
        String who = required(accepted == null ? null : accepted.who(), "who", "the name of whoever decided it");
        String why = required(accepted == null ? null : accepted.why(), "why", "the reason");
        Instant until = accepted == null ? null : accepted.until();
        if (until == null || !until.isAfter(clock.instant())) {
            throw new BadRequestException(
                    "until is " + until + ": give a time to come, when it is to be looked at again");
        }
        return change(id, finding -> finding.accepted(who, why, until));
    }

    private View change(String id, UnaryOperator<KnownFinding> change) {
        KnownFinding changed = store.change(id, finding -> {
                    if (finding.state() == State.FIXED) {
                        throw new ClientErrorException(
                                "finding " + id + " is fixed, as run "
                                        + finding.fixedBy().orElse("") + " showed: there is nothing to decide",
                                Response.Status.CONFLICT);
                    }
                    return change.apply(finding);
                })
                .orElseThrow(() -> new NotFoundException("there is no finding " + id + ": /api/findings lists them"));
        return view(changed);
    }

    private static String required(@Nullable String value, String field, String what) {
        return Optional.ofNullable(value)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new BadRequestException(field + " is missing: give " + what));
    }

    private static View view(KnownFinding finding) {
        return new View(
                finding.id(),
                finding.service(),
                finding.latest().kind(),
                finding.latest().subject(),
                finding.latest().severity(),
                finding.latest().statement(),
                finding.latest().evidence(),
                finding.latest().suggestion(),
                finding.state().name().toLowerCase(Locale.ROOT),
                finding.firstRun(),
                finding.lastRun(),
                finding.lastSeen(),
                finding.who().orElse(null),
                finding.why().orElse(null),
                finding.acceptedUntil().orElse(null),
                finding.fixedBy().orElse(null));
    }
}
