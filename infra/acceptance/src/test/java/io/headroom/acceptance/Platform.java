package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.StageState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A running platform, over REST.
 *
 * @param pid its process
 */
record Platform(URI url, long pid) {

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Whether this very process does, and not another one that took its place. */
    boolean answers() {
        try {
            HttpResponse<String> response = exchange("GET", "/api/platform", "");
            return response.statusCode() == 200
                    && Json.read(response.body(), JsonNode.class).path("pid").asLong() == pid;
        } catch (UncheckedIOException silent) {
            return false;
        }
    }

    RunView start(RunRequest request) {
        HttpResponse<String> response = exchange("POST", "/api/runs", Json.write(request));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return Json.read(response.body(), RunView.class);
    }

    List<RunView> runs() {
        return List.of(Json.read(exchange("GET", "/api/runs", "").body(), RunView[].class));
    }

    RunView run(String id) {
        return Json.read(exchange("GET", "/api/runs/" + id, "").body(), RunView.class);
    }

    RunResult result(String id) {
        HttpResponse<String> response = exchange("GET", "/api/runs/" + id + "/result", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.read(response.body(), RunResult.class);
    }

    /** The run under way, once this stage of it is. */
    RunView awaitStage(String stage, Duration limit) {
        return Eventually.present(
                "stage " + stage + " is under way",
                limit,
                () -> runs().stream()
                        .filter(run -> stateOf(run, stage) == StageState.RUNNING)
                        .findFirst());
    }

    RunView awaitEnd(String id, Duration limit) {
        return Eventually.present(
                "run " + id + " is over",
                limit,
                () -> Optional.of(run(id)).filter(run -> run.state() == RunView.State.FINISHED));
    }

    static StageState stateOf(RunView run, String stage) {
        return run.stages().stream()
                .filter(one -> one.name().equals(stage))
                .map(RunView.Stage::state)
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> exchange(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(method + " " + path, failure);
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
