package io.headroom.localcloud.instances;

import io.headroom.localcloud.gateway.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Asks an instance whether it is ready to serve. */
final class HealthCheck {

    private static final String PATH = "/q/health/ready";
    private static final int TIMEOUT_MILLIS = 2_000;

    private final HttpClient client;

    HealthCheck(Vertx vertx) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS).setKeepAlive(false));
    }

    Future<Boolean> isReady(Origin origin) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(origin.host())
                .setPort(origin.port())
                .setURI(PATH)
                .setTimeout(TIMEOUT_MILLIS);
        return client.request(options)
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> response.statusCode() == 200));
    }
}
