package io.headroom.platform.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.headroom.platform.PlatformUnderTest;
import io.headroom.telemetry.figures.StepFigures;
import io.headroom.telemetry.otlp.OtlpRequest;
import io.headroom.telemetry.resource.StepResources;
import io.headroom.telemetry.trace.LoadStepId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Spans that are sent to the platform become figures of the load steps that their trace ids name. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class TelemetryTest {

    @Inject
    Telemetry telemetry;

    @Inject
    OtlpSettings settings;

    @Inject
    TracedStepStore store;

    @Inject
    EntityManager database;

    private final String run = UUID.randomUUID().toString();
    private final String session = UUID.randomUUID().toString();

    @Test
    void spansBecomeFiguresOfTheirStep_duringTheRunAndAfterIt() throws Exception {
        beginRun();
        telemetry.expect(run, session);
        send(trace(1)).then().statusCode(200).body(equalTo("{}"));
        send(trace(1)).then().statusCode(200);
        send(trace(2)).then().statusCode(200);
        given().get("/api/runs/" + run + "/telemetry").then().statusCode(200).body("", hasSize(0));

        telemetry.settle(run);

        given().get("/api/runs/" + run + "/telemetry")
                .then()
                .statusCode(200)
                .body("step", contains(1, 2))
                .body("[0].requests.count", equalTo(1))
                .body("[0].coverage.complete", equalTo(1))
                .body("[0].coverage.duplicates", equalTo(2))
                .body("[0].dependencies[0].dependency.operation", equalTo("select a from t where id = ?"))
                .body("[0].dependencies[0].waitedMillis", equalTo(600.0f))
                .body("[0].services[0].workedMillis", equalTo(400.0f));
        given().get("/api/runs/" + run + "/telemetry/2/traces")
                .then()
                .statusCode(200)
                .body("why", hasItem("slowest"))
                .body("[0].spans.name", contains("GET /a", "SELECT"))
                .body("[0].spans[0].parent", nullValue())
                .body("[0].spans[1].waitedMillis", equalTo(600.0f))
                .body("[0].criticalPath.span", contains("00000000000000a1", "00000000000000a2", "00000000000000a1"))
                .body("[0].criticalPath.startMillis", contains(0.0f, 200.0f, 800.0f))
                .body("[0].criticalPath.millis", contains(200.0f, 600.0f, 200.0f));
        given().get("/api/runs/" + run + "/telemetry/traces")
                .then()
                .statusCode(200)
                .body("step", contains(1, 2))
                .body("[0].why", contains("slowest", "random"))
                .body("[0].spans", equalTo(2))
                .body("[0].services", contains("shop"));
        given().get("/api/runs/" + run + "/telemetry/9/traces")
                .then()
                .statusCode(404)
                .body("detail", containsString("step 9"));
        given().get("/api/telemetry").then().statusCode(200).body("received.SPANS_ACCEPTED", greaterThanOrEqualTo(6));
    }

    @Test
    void figuresOfAStepAreKeptSomeSecondsAfterIt_notOnlyWhenTheRunEnds() throws Exception {
        beginRun();
        Instant begin = Instant.parse("2026-11-24T06:00:00Z");
        AtomicReference<Instant> now = new AtomicReference<>(begin);
        Telemetry ofADyingPlatform =
                new Telemetry(store, ((InstantSource) now::get).withZone(ZoneOffset.UTC), settings);
        ofADyingPlatform.expect(run, session);
        ofADyingPlatform.stepBegins(session, 4);
        ofADyingPlatform.receiver().metrics(new OtlpRequest("application/json", null, used(begin.plusSeconds(2))));
        now.set(begin.plusSeconds(5));
        ofADyingPlatform.stepEnds(session, 4);
        ofADyingPlatform.look();
        assertThat(store.steps(run)).isEmpty();

        now.set(begin.plusSeconds(18));
        ofADyingPlatform.look();

        given().get("/api/runs/" + run + "/telemetry")
                .then()
                .statusCode(200)
                .body("step", org.hamcrest.Matchers.contains(4))
                .body("[0].requests.count", equalTo(0))
                .body("[0].resources.levels[0].series.metric", equalTo("jvm.memory.used"))
                .body("[0].resources.levels[0].series.attributes.'jvm.memory.type'", equalTo("heap"))
                .body("[0].resources.levels[0].mean", equalTo(1024.0f));
    }

    @Test
    void figuresOfOldRunsAreRemoved_thoseOfOthersStay() {
        String old = UUID.randomUUID().toString();
        beginRun();
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "insert into run (id, request, state, created) values (?1, '{}', 'FINISHED', now() - interval '91 days')")
                        .setParameter(1, old)
                        .executeUpdate());
        StepView step = StepView.of(1, StepFigures.NONE, List.of(), StepResources.NONE);
        assertThat(store.keep(old, step, List.of())).isEmpty();
        assertThat(store.keep(run, step, List.of())).isEmpty();

        telemetry.removeOld();

        assertThat(store.steps(old)).isEmpty();
        assertThat(store.steps(run)).hasSize(1);
    }

    @Test
    void tracesThatNoRunExpectsLeaveNothing() throws Exception {
        telemetry.settle(run);
        send(trace(1)).then().statusCode(200);

        assertThat(telemetry.steps(run)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsAnsweredAsTheSpecificationSays() {
        given().contentType("application/x-protobuf")
                .body(new byte[] {1, 2, 3})
                .post("/v1/traces")
                .then()
                .statusCode(400)
                .contentType("application/x-protobuf");
        given().contentType("application/json")
                .body("{")
                .post("/v1/metrics")
                .then()
                .statusCode(400)
                .body("code", equalTo(3));
        given().contentType("text/plain").body("x").post("/v1/traces").then().statusCode(415);
        given().header("Origin", "https://example.com")
                .contentType("application/json")
                .body("{}")
                .post("/v1/traces")
                .then()
                .statusCode(403);
    }

    private void beginRun() {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "insert into run (id, request, state, created) values (?1, '{}', 'FINISHED', now())")
                        .setParameter(1, run)
                        .executeUpdate());
    }

    private static byte[] used(Instant at) {
        return """
                {"resourceMetrics": [{
                  "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]},
                  "scopeMetrics": [{"metrics": [{"name": "jvm.memory.used", "unit": "By", "gauge": {"dataPoints": [
                    {"timeUnixNano": "%d000000000", "asInt": "1024",
                     "attributes": [{"key": "jvm.memory.type", "value": {"stringValue": "heap"}}]}]}}]}]}]}
                """.formatted(at.getEpochSecond()).getBytes(StandardCharsets.UTF_8);
    }

    private static io.restassured.response.Response send(String json) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return given().config(io.restassured.config.RestAssuredConfig.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("application/json", io.restassured.http.ContentType.BINARY)))
                .header("Content-Encoding", "gzip")
                .header("Content-Type", "application/json")
                .body(zipped.toByteArray())
                .post("/v1/traces");
    }

    /** A request of one second that waits 600 ms for the database. */
    private String trace(int step) {
        String id = "48%012x%04xa1b2c3d4e5f60%d".formatted(LoadStepId.sessionNumber(session), step, step);
        return """
                {"resourceSpans": [{
                  "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]},
                  "scopeSpans": [{"spans": [
                    {"traceId": "%1$s", "spanId": "00000000000000a2", "parentSpanId": "00000000000000a1", "name": "SELECT", "kind": 3,
                     "startTimeUnixNano": "1000200000000", "endTimeUnixNano": "1000800000000", "attributes": [
                       {"key": "db.system.name", "value": {"stringValue": "postgresql"}},
                       {"key": "db.query.text", "value": {"stringValue": "select a from t where id = 7"}}]},
                    {"traceId": "%1$s", "spanId": "00000000000000a1", "parentSpanId": "00000000000000ff", "name": "GET /a", "kind": 2,
                     "startTimeUnixNano": "1000000000000", "endTimeUnixNano": "1001000000000"}]}]}]}
                """.formatted(id);
    }
}
