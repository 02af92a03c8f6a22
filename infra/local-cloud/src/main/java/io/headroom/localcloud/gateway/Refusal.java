package io.headroom.localcloud.gateway;

import io.headroom.localcloud.wire.Json;
import io.headroom.localcloud.wire.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The answers that the gateway gives in an instance's stead. */
record Refusal(int status, Buffer body) {

    static final String MEDIA_TYPE = "application/problem+json";
    static final Refusal ATTACK =
            of(403, "Forbidden", "waf-blocked", "The request looks like an attack, or does not name its user agent.");
    static final Refusal TOO_MANY =
            of(429, "Too many requests", "rate-limited", "This client sends more requests than it may.");
    static final Refusal NO_INSTANCE =
            of(503, "No instance", "no-instance", "No instance of the group is ready to take the request.");

    static Refusal unreachable(String instance) {
        return of(502, "Bad gateway", "instance-unreachable", "The instance " + instance + " broke the connection.");
    }

    static Refusal timedOut(String instance) {
        return of(504, "Gateway timeout", "instance-timeout", "The instance " + instance + " did not answer in time.");
    }

    void send(HttpServerRequest request) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", MEDIA_TYPE)
                .end(body);
    }

    private static Refusal of(int status, String title, String code, String detail) {
        return new Refusal(status, Buffer.buffer(Json.write(new Problem.Body(title, status, detail, code))));
    }
}
