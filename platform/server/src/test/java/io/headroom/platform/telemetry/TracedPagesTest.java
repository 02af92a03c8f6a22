package io.headroom.platform.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.platform.PlatformUnderTest;
import io.headroom.telemetry.trace.LoadStepId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Spans that are sent to the platform stand on its pages, in a real browser; {@code platform.test.ts} says what is looked at. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class TracedPagesTest {

    private static final Path WEBUI = Path.of("src/main/webui");
    private static final int QUERIES = 6;

    @Inject
    Telemetry telemetry;

    @Inject
    EntityManager database;

    @Inject
    ObjectMapper json;

    @TestHTTPResource
    String url;

    private final String run = "traced-" + UUID.randomUUID();
    private final String session = UUID.randomUUID().toString();

    @Test
    void aBrowserShowsWhatSpansSay() throws Exception {
        assumeThat(Path.of("target/classes/META-INF/resources/index.html"))
                .as("the pages are left out")
                .exists();
        keepRecordedRun();
        telemetry.expect(run, session);
        for (int step : new int[] {1, 3, 5, 17, 18}) {
            send(trace(step, step, false));
        }
        send(trace(5, 99, true));
        telemetry.settle(run);

        ProcessBuilder browser = new ProcessBuilder("node", "build.mjs", "platform")
                .directory(WEBUI.toFile())
                .redirectErrorStream(true);
        browser.environment().put("HEADROOM_URL", url);
        browser.environment().put("HEADROOM_TRACED_RUN", run);
        Process looking = browser.start();
        String said = new String(looking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(looking.waitFor()).as(said).isZero();
    }

    /** A run of the sample as a platform once told it, so that the traces' steps have their rates and verdicts. */
    private void keepRecordedRun() throws IOException {
        JsonNode recorded = json.readTree(WEBUI.resolve("test/recordedRun.json").toFile());
        JsonNode view = recorded.get("view");
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("insert into run (id, request, state, created, finished, verdict, reason)"
                            + " values (?1, ?2, 'FINISHED', ?3, ?4, 'FAILED', ?5)")
                    .setParameter(1, run)
                    .setParameter(2, view.get("request").toString())
                    .setParameter(3, Instant.parse(view.get("created").asText()))
                    .setParameter(4, Instant.parse(view.get("finished").asText()))
                    .setParameter(5, view.get("reason").asText())
                    .executeUpdate();
            for (JsonNode event : recorded.get("events")) {
                database.createNativeQuery("insert into run_event (run, sequence, body) values (?1, ?2, ?3)")
                        .setParameter(1, run)
                        .setParameter(2, event.get("sequence").asLong())
                        .setParameter(3, event.toString())
                        .executeUpdate();
            }
        });
    }

    private static void send(String trace) {
        given().contentType("application/json")
                .body(trace)
                .post("/v1/traces")
                .then()
                .statusCode(200);
    }

    /** A request of 200 ms that asks its database six times, one query after the other, and two services side by side, of which one may fail. */
    private String trace(int step, int number, boolean fails) {
        String id = "48%012x%04x%014x".formatted(LoadStepId.sessionNumber(session), step, number);
        StringJoiner spans = new StringJoiner(",");
        spans.add(
                new Sent("a1", "ff", 2, "GET /profiles/{id}", 0, 200).json(id, fails, "http.route", "/profiles/{id}"));
        for (int query = 0; query < QUERIES; query++) {
            spans.add(new Sent("b" + query, "a1", 3, "SELECT address", 10 + 15 * query, 12)
                    .json(id, false, "db.system.name", "postgresql", "db.query.text", "select a where id = " + query));
        }
        spans.add(new Sent("c1", "a1", 3, "GET", 110, 60)
                .json(id, fails, "http.request.method", "GET", "url.full", "http://stock:80/stock/7"));
        spans.add(new Sent("c2", "a1", 3, "GET", 112, 30)
                .json(id, false, "http.request.method", "GET", "url.full", "http://price:80/price/7"));
        return """
                {"resourceSpans": [{"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]},
                  "scopeSpans": [{"spans": [%s]}]}]}
                """.formatted(spans);
    }

    /**
     * A span as OTLP's JSON has it.
     *
     * @param id its last two digits, {@code parent} likewise
     * @param kind 2 of a server, 3 of a client
     */
    private record Sent(String id, String parent, int kind, String name, long startMillis, long millis) {

        /** @param attributes names and values in turn */
        String json(String trace, boolean fails, String... attributes) {
            StringJoiner pairs = new StringJoiner(",");
            for (int i = 0; i < attributes.length; i += 2) {
                pairs.add("{\"key\": \"%s\", \"value\": {\"stringValue\": \"%s\"}}"
                        .formatted(attributes[i], attributes[i + 1]));
            }
            return """
                    {"traceId": "%s", "spanId": "00000000000000%s", "parentSpanId": "00000000000000%s", "kind": %d, "name": "%s",
                     "startTimeUnixNano": "%d", "endTimeUnixNano": "%d", "attributes": [%s], "status": {"code": %d}}
                    """.formatted(
                            trace,
                            id,
                            parent,
                            kind,
                            name,
                            (1_000_000 + startMillis) * 1_000_000,
                            (1_000_000 + startMillis + millis) * 1_000_000,
                            pairs,
                            fails ? 2 : 0);
        }
    }
}
