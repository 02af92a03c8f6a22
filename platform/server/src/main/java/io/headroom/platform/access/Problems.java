package io.headroom.platform.access;

import io.headroom.campaign.MalformedCampaign;
import io.headroom.platform.run.RunPlan;
import io.headroom.platform.run.Runs;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The platform's own refusals as problem documents: what, which field, and whose fault. */
class Problems {

    @ServerExceptionMapper
    Response invalid(RunPlan.InvalidRequest refusal) {
        return HttpProblem.builder()
                .withTitle("Invalid request")
                .withStatus(Status.BAD_REQUEST)
                .withDetail(String.valueOf(refusal.getMessage()))
                .with("code", "invalid-request")
                .with("field", refusal.field())
                .with("fault", "user")
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response malformed(MalformedCampaign refusal) {
        return HttpProblem.builder()
                .withTitle("Invalid campaign")
                .withStatus(Status.BAD_REQUEST)
                .withDetail(String.valueOf(refusal.getMessage()))
                .with("code", "invalid-campaign")
                .with("field", refusal.field())
                .with("line", refusal.line())
                .with("column", refusal.column())
                .with("fault", "user")
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response unable(RunPlan.Unable refusal) {
        return HttpProblem.builder()
                .withTitle("Not possible on this machine")
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withDetail(String.valueOf(refusal.getMessage()))
                .with("code", "unable")
                .with("fault", "resources")
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response busy(Runs.Busy refusal) {
        return HttpProblem.builder()
                .withTitle("A run is under way")
                .withStatus(Status.CONFLICT)
                .withDetail(String.valueOf(refusal.getMessage()))
                .with("code", "busy")
                .with("fault", "platform")
                .build()
                .toResponse();
    }
}
