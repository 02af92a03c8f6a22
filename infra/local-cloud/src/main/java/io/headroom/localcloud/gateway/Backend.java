package io.headroom.localcloud.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One instance behind the balancer, and how many requests it owes an answer. */
final class Backend {

    /** Longer than any queue of the service, so that the service and not the gateway decides. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Origin origin;
    private final HttpProxy proxy;
    private final AtomicInteger outstanding = new AtomicInteger();

    Backend(Origin origin, HttpClient client) {
        this.origin = origin;
        SocketAddress address = SocketAddress.inetSocketAddress(origin.port(), origin.host());
        RequestOptions options = new RequestOptions().setServer(address);
        this.proxy = HttpProxy.reverseProxy(client)
                .origin(context ->
                        context.client().request(options).onSuccess(request -> request.idleTimeout(TIMEOUT.toMillis())))
                .addInterceptor(new Interceptor());
    }

    Origin origin() {
        return origin;
    }

    int outstanding() {
        return outstanding.get();
    }

    void forward(HttpServerRequest request) {
        outstanding.incrementAndGet();
        request.response().endHandler(ended -> outstanding.decrementAndGet());
        proxy.handle(request);
    }

    private final class Interceptor implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            // The service has no business with it, and its logs even less.
            context.request().headers().remove(Gateway.AGENT_HEADER);
            // The address that the client asked: links that the service makes must lead back through here.
            context.request().setAuthority(context.request().proxiedRequest().authority());
            return context.sendRequest().recover(failure -> Future.succeededFuture(answer(context, failure)));
        }

        private ProxyResponse answer(ProxyContext context, Throwable failure) {
            Refusal refusal = failure instanceof TimeoutException
                    ? Refusal.timedOut(origin.id())
                    : Refusal.unreachable(origin.id());
            ProxyResponse response = context.request().release().response();
            return response.setStatusCode(refusal.status())
                    .putHeader("Content-Type", Refusal.MEDIA_TYPE)
                    .setBody(Body.body(refusal.body()));
        }
    }
}
