package io.headroom.sample.reputation;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A third party without an answer makes ours 502. */
final class ThirdPartyAnswer {

    @ServerExceptionMapper
    Response blame(ThirdPartyException failure) {
        return HttpProblem.builder()
                .withStatus(Response.Status.BAD_GATEWAY)
                .withTitle("Third party failed")
                .withDetail(failure.getMessage())
                .with("code", "third-party-failed")
                .build()
                .toResponse();
    }
}
