package io.headroom.platform.finding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.headroom.platform.PlatformUnderTest;
import io.headroom.platform.finding.KnownFinding.Sighting;
import io.headroom.platform.finding.KnownFinding.State;
import io.headroom.protocol.run.RunResult;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of a finding from run to run, in a real database and over HTTP. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class FindingBookTest {

    private static final Instant NIGHT = Instant.parse("2026-11-24T02:00:00Z");
    private static final RunResult.Finding POOL = new RunResult.Finding(
            "pool-wait",
            "the pool",
            "high",
            "Requests wait.",
            Map.of("90 requests/s", "9 ms"),
            "Enlarge it.",
            List.of());

    @Inject
    FindingBook book;

    @Inject
    FindingStore store;

    private final String service = UUID.randomUUID().toString();

    @Test
    void theSameCauseInLaterRunsIsTheSameFinding_fixedOnlyByARunThatCouldHaveSeenIt() {
        enter("run-1", "all", List.of(POOL), true);
        enter("run-2", "all", List.of(POOL), true);
        assertThat(only().firstRun()).isEqualTo("run-1");
        assertThat(only().lastRun()).isEqualTo("run-2");
        assertThat(only().latest().evidence()).containsEntry("90 requests/s", "9 ms");

        enter("run-3", "all", List.of(), false);
        enter("run-4", "another scenario", List.of(), true);
        assertThat(only().state()).isEqualTo(State.OPEN);

        enter("run-5", "all", List.of(), true);
        enter("run-6", "all", List.of(), true);
        assertThat(only().state()).isEqualTo(State.FIXED);
        assertThat(only().fixedBy()).contains("run-5");

        enter("run-7", "all", List.of(POOL), true);
        assertThat(only().state()).isEqualTo(State.OPEN);
        assertThat(only().fixedBy()).isEmpty();
    }

    @Test
    void peopleAcknowledgeAndAccept_andWhatIsAcceptedComesBackWhenItsTimeIsUp() {
        enter("run-1", "all", List.of(POOL), true);
        String id = only().id();
        post(id, "acknowledge", "{\"who\": \"ada\"}").statusCode(200).body("state", equalTo("acknowledged"));
        post(id, "accept", "{\"who\": \"ada\", \"why\": \"cheap\", \"until\": \"2100-01-01T00:00:00Z\"}")
                .statusCode(200)
                .body("state", equalTo("accepted"))
                .body("why", equalTo("cheap"));
        given().get("/api/findings")
                .then()
                .statusCode(200)
                .body("find { it.id == '" + id + "' }.statement", equalTo("Requests wait."));

        enter("run-2", "all", List.of(POOL), true);
        assertThat(only().state()).isEqualTo(State.ACCEPTED);
        book.enter(new Sighting(service, "run-3", "all", Instant.parse("2100-01-01T00:00:00Z")), List.of(POOL), true);
        assertThat(only().state()).isEqualTo(State.OPEN);
        assertThat(only().who()).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed_andWhatIsFixedNeedsNoDecision() {
        enter("run-1", "all", List.of(POOL), true);
        String id = only().id();
        post(id, "acknowledge", "{}").statusCode(400).body("detail", containsString("who is missing"));
        post(id, "accept", "{\"who\": \"ada\"}").statusCode(400).body("detail", containsString("why is missing"));
        post(id, "accept", "{\"who\": \"ada\", \"why\": \"cheap\", \"until\": \"2000-01-01T00:00:00Z\"}")
                .statusCode(400)
                .body("detail", containsString("give a time to come"));
        post("nobody", "acknowledge", "{\"who\": \"ada\"}").statusCode(404);
        enter("run-2", "all", List.of(), true);
        post(id, "acknowledge", "{\"who\": \"ada\"}").statusCode(409).body("detail", containsString("run-2"));
    }

    private static io.restassured.response.ValidatableResponse post(String id, String verb, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/findings/" + id + "/" + verb)
                .then();
    }

    private void enter(String run, String conditions, List<RunResult.Finding> findings, boolean isConclusive) {
        book.enter(new Sighting(service, run, conditions, NIGHT), findings, isConclusive);
    }

    private KnownFinding only() {
        List<KnownFinding> ours = store.all().stream()
                .filter(finding -> finding.service().equals(service))
                .toList();
        assertThat(ours).hasSize(1);
        return ours.getFirst();
    }
}
