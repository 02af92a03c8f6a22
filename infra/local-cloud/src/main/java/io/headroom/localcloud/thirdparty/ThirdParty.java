package io.headroom.localcloud.thirdparty;

import io.headroom.localcloud.thirdparty.Endurance.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /reputation?name=}, {@code /standing} and {@code /popularity} answer {@code {"score"}}, the same for the same question, after 2 ms and
 * what its {@link ThirdPartySettings} add under load.
 */
public final class ThirdParty {

    /** @param address the base address that instances call, for example {@code http://127.0.0.1:40123} */
    public record View(String state, String address) {}

    private static final int ANSWER_MILLIS = 2;
    private static final int NAME_LENGTH_MAX = 10_000;
    private static final Set<String> PATHS = Set.of("/reputation", "/standing", "/popularity");

    private final Vertx vertx;
    private volatile Endurance endurance = new Endurance(ThirdPartySettings.STRONG, System.nanoTime());
    private ThirdPartySettings settings = ThirdPartySettings.STRONG;
    private @Nullable HttpServer server;

    public ThirdParty(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Opens the port the first time; the same settings again change nothing. */
    public synchronized View apply(ThirdPartySettings wanted) {
        if (!wanted.equals(settings)) {
            settings = wanted;
            endurance = new Endurance(wanted, System.nanoTime());
        }
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

    /** Requests come on one event loop, the only one that touches what it endures. */
    private void handle(HttpServerRequest request) {
        String name = request.getParam("name");
        if (!request.method().equals(HttpMethod.GET) || !PATHS.contains(request.path())) {
            request.response().setStatusCode(404).end();
        } else if (name == null || name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            request.response().setStatusCode(400).end();
        } else {
            answer(request, name);
        }
    }

    private void answer(HttpServerRequest request, String name) {
        HttpServerResponse response = request.response();
        switch (endurance.judge(System.nanoTime())) {
            case Verdict.Answered(long extraMillis) ->
                vertx.setTimer(
                        ANSWER_MILLIS + extraMillis,
                        timer -> response.putHeader("Content-Type", "application/json")
                                .end("{\"score\":" + score(request.path() + name) + "}"));
            case Verdict.Limited() ->
                response.setStatusCode(429).putHeader("Retry-After", "1").end();
            case Verdict.Failed() ->
                vertx.setTimer(
                        ANSWER_MILLIS, timer -> response.setStatusCode(500).end());
        }
    }

    /** Three decimals from 0 to 1; multiplying by an odd constant spreads questions that differ in little. */
    private static double score(String question) {
        return Integer.remainderUnsigned(question.hashCode() * 0x9E3779B1, 1001) / 1000.0;
    }
}
