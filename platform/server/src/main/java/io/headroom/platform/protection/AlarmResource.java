package io.headroom.platform.protection;

import io.headroom.protection.Relaxation;
import io.headroom.protocol.protection.AlarmAcknowledgement;
import io.headroom.protocol.protection.AlarmView;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Alarms about protections over HTTP. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
class AlarmResource {

    private final Protections protections;
    private final AuditStore audit;

    AlarmResource(Protections protections, AuditStore audit) {
        this.protections = protections;
        this.audit = audit;
    }

    @GET
    @RunOnVirtualThread
    @Path("/alarms")
    @Operation(
            operationId = "listAlarms",
            summary = "Protections that are not proven closed, or that somebody else changed meanwhile")
    public List<AlarmView> list() {
        return protections.alarms().stream().map(AlarmResource::view).toList();
    }

    @POST
    @RunOnVirtualThread
    @Path("/alarms/{id}/acknowledgement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acknowledgeAlarm",
            summary = "Say who has looked at an alarm and why it may end; restoring goes on where it is not done")
    public AlarmView acknowledge(@PathParam("id") String id, AlarmAcknowledgement known) {
        String who = given(known.who(), "who");
        String why = given(known.why(), "why");
        try {
            return view(protections.acknowledge(id, who, why));
        } catch (Protections.NoSuchAlarm none) {
            throw problem(Status.NOT_FOUND, "No such alarm", String.valueOf(none.getMessage()));
        } catch (Protections.Refused busy) {
            throw problem(Status.CONFLICT, "Try again", busy.sentence());
        }
    }

    @GET
    @RunOnVirtualThread
    @Path("/audit")
    @Operation(operationId = "listAudit", summary = "What people decided about protections, newest first")
    public List<AuditStore.Entry> decided() {
        return audit.newest();
    }

    private static String given(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw HttpProblem.builder()
                    .withTitle("Not possible as asked")
                    .withStatus(Status.BAD_REQUEST)
                    .withDetail(field + " is missing: an alarm is acknowledged by somebody who is named, for a reason")
                    .with("field", field)
                    .build();
        }
        return value;
    }

    private static HttpProblem problem(Status status, String title, String detail) {
        return HttpProblem.builder()
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .build();
    }

    private static AlarmView view(Relaxation relaxation) {
        return new AlarmView(
                relaxation.id(),
                relaxation.run(),
                relaxation.protection().name(),
                relaxation.protection().adapter(),
                relaxation.state().name(),
                relaxation.changedAt(),
                relaxation.deadline(),
                relaxation.wide() != null,
                relaxation.restoreAttempts(),
                relaxation.message(),
                relaxation.acknowledgedBy());
    }
}
