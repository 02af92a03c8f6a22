package io.headroom.localcloud.thirdparty;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /reputation {"name"}} answers {@code {"score"}}, the same for the same name, after 2 ms. */
public final class ThirdParty {

    /** @param address the base address that instances call, for example {@code http://127.0.0.1:40123} */
    public record View(String state, String address) {}

    private static final int ANSWER_MILLIS = 2;
    private static final int NAME_LENGTH_MAX = 10_000;

    private final Vertx vertx;
    private @Nullable HttpServer server;

    public ThirdParty(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Starting again changes nothing. */
    public synchronized View start() {
        if (server == null) {
            server = vertx.createHttpServer(new HttpServerOptions()
                            .setHost("127.0.0.1")
                            .setPort(0)
                            .setAcceptBacklog(4096))
                    .requestHandler(this::handle)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        return view().orElseThrow();
    }

    /** Absent until it was started. */
    public synchronized Optional<View> view() {
        return Optional.ofNullable(server)
                .map(listening -> new View("running", "http://127.0.0.1:" + listening.actualPort()));
    }

    private void handle(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST) || !"/reputation".equals(request.path())) {
            request.response().setStatusCode(404).end();
            return;
        }
        request.body().onSuccess(body -> vertx.setTimer(ANSWER_MILLIS, timer -> answer(request, body)));
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        Optional<String> name = nameIn(body);
        if (name.isEmpty()) {
            request.response().setStatusCode(400).end();
            return;
        }
        request.response().putHeader("Content-Type", "application/json").end("{\"score\":" + score(name.get()) + "}");
    }

    private static Optional<String> nameIn(Buffer body) {
        try {
            return Optional.ofNullable(new JsonObject(body).getString("name"))
                    .filter(name -> name.length() <= NAME_LENGTH_MAX);
        } catch (DecodeException | ClassCastException malformed) {
            return Optional.empty();
        }
    }

    /** Three decimals from 0 to 1; multiplying by an odd constant spreads names that differ in little. */
    private static double score(String name) {
        return Integer.remainderUnsigned(name.hashCode() * 0x9E3779B1, 1001) / 1000.0;
    }
}
