package io.headroom.sample.gate;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A full queue is answered 503 at once; nothing is logged, since it is what an overloaded instance should do. */
final class QueueFullAnswer {

    @ServerExceptionMapper
    Response refuse(QueueFullException full) {
        return HttpProblem.builder()
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withTitle("Overloaded")
                .withDetail(full.getMessage())
                .with("code", "queue-full")
                .build()
                .toResponse();
    }
}
