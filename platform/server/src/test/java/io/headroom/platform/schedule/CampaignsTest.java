package io.headroom.platform.schedule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.headroom.campaign.night.NightLedger;
import io.headroom.campaign.night.NightLedger.Entry;
import io.headroom.campaign.night.NightLedger.Outcome;
import io.headroom.campaign.night.NightLedger.Start;
import io.headroom.campaign.night.NightLedger.State;
import io.headroom.campaign.night.Nightfall;
import io.headroom.campaign.schedule.Cron;
import io.headroom.campaign.schedule.MissedPolicy;
import io.headroom.campaign.schedule.OverlapPolicy;
import io.headroom.campaign.schedule.Schedule;
import io.headroom.platform.PlatformUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns are applied from files or refused by line and field; each of their nights is started once, whoever looks and whoever dies. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class CampaignsTest {

    private static final Instant SINCE = Instant.parse("2026-03-20T12:00:00Z");

    @TempDir
    Path folder;

    @Inject
    NightLedger ledger;

    private final String name = "nightly-" + UUID.randomUUID();

    @BeforeEach
    void aTeamsRepository() throws IOException {
        Files.createDirectories(folder.resolve("terraform"));
        Files.writeString(folder.resolve("Journeys.java"), "class Journeys {}");
    }

    @Test
    void whatIsApplied_holds_andComesDue() {
        apply(text() + "schedule: {cron: 0 0 29 2 *, zone: Europe/Vienna}\ngate: {minimum: 180/s}\n")
                .statusCode(200)
                .body("name", equalTo(name))
                .body("cron", equalTo("0 0 29 2 *"))
                .body("next", hasSize(5))
                .body("gate.minimum", equalTo(180.0f));

        apply(text().replace("service: s", "service: another")).statusCode(200);
        given().get("/api/campaigns/" + name)
                .then()
                .statusCode(200)
                .body("service", equalTo("another"))
                .body("next", hasSize(0));
        given().get("/api/campaigns").then().statusCode(200).body("name", hasItem(name));
    }

    @Test
    void whatIsWrong_isRefusedByItsPlace_andDoesNotHold() {
        apply(text() + "shedule: {}\n")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-campaign"))
                .body("field", equalTo("shedule"))
                .body("line", equalTo(5))
                .body("fault", equalTo("user"))
                .body("detail", containsString("nightly.yaml:5:1: unknown key 'shedule'; did you mean schedule?"));
        apply(text().replace("path: Journeys.java", "path: Journey.java"))
                .statusCode(400)
                .body("line", equalTo(3))
                .body("detail", containsString("did you mean Journeys.java?"));
        apply(text() + "stages: [explore, extrapolate: {instances: 3, scaling: [5]}]\n")
                .statusCode(400)
                .body("code", equalTo("invalid-request"))
                .body("detail", containsString("scaling has 5"));
        given().get("/api/campaigns/" + name).then().statusCode(404);
        given().post("/api/campaigns/" + name + "/runs").then().statusCode(404);
    }

    @Test
    void ofThreePlatformsThatLookAtTheSameTime_oneStartsEachNight() throws Exception {
        apply(text()).statusCode(200);
        List<String> started = Collections.synchronizedList(new ArrayList<>());
        Start start = night -> {
            started.add(night.run());
            return new Outcome.Started();
        };
        try (ExecutorService platforms = Executors.newFixedThreadPool(3)) {
            for (int night = 1; night <= 10; night++) {
                Instant now = SINCE.plus(Duration.ofDays(night));
                platforms.invokeAll(IntStream.range(0, 3)
                        .<java.util.concurrent.Callable<Boolean>>mapToObj(platform -> () -> {
                            look(MissedPolicy.RUN_ONCE, now, start);
                            return true;
                        })
                        .toList());
            }
        }
        assertThat(started).doesNotHaveDuplicates().hasSize(10);
        assertThat(ledger.newest(name, 20)).hasSize(10).allMatch(night -> night.state() == State.STARTED);
    }

    @Test
    void aPlatformThatDiesWhileItStartsANight_leavesItToTheNext_underTheSameName() {
        apply(text()).statusCode(200);
        Instant now = SINCE.plus(Duration.ofDays(1));
        List<String> tried = new ArrayList<>();
        assertThatThrownBy(() -> look(MissedPolicy.RUN_ONCE, now, night -> {
                    tried.add(night.run());
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        look(MissedPolicy.RUN_ONCE, now, night -> {
            tried.add(night.run());
            return new Outcome.Started();
        });
        look(MissedPolicy.RUN_ONCE, now, night -> {
            throw new AssertionError("a second run of " + night);
        });

        assertThat(tried).hasSize(2);
        assertThat(tried.getFirst()).isEqualTo(tried.getLast());
    }

    @Test
    void aNightThatNobodyWasThereFor_isMissed_orMadeUpForOnce() {
        apply(text()).statusCode(200);
        Instant threeNightsLater = SINCE.plus(Duration.ofDays(3));
        look(MissedPolicy.SKIP, threeNightsLater, night -> {
            throw new AssertionError("it is too late for " + night);
        });
        assertThat(ledger.newest(name, 5)).singleElement().satisfies(night -> {
            assertThat(night.state()).isEqualTo(State.MISSED);
            assertThat(night.due()).isEqualTo("2026-03-23T01:00:00Z");
        });

        look(MissedPolicy.RUN_ONCE, threeNightsLater.plus(Duration.ofDays(3)), night -> new Outcome.Started());
        assertThat(ledger.newest(name, 5)).extracting(Entry::state).containsExactly(State.STARTED, State.MISSED);
    }

    @Test
    void aNightThatWaits_isStartedLater_unlessTheNextOneIsDue() {
        apply(text()).statusCode(200);
        look(MissedPolicy.RUN_ONCE, SINCE.plus(Duration.ofDays(1)), night -> new Outcome.Waits());
        assertThat(ledger.newest(name, 5)).extracting(Entry::state).containsExactly(State.DUE);

        look(MissedPolicy.RUN_ONCE, SINCE.plus(Duration.ofDays(2)), night -> new Outcome.Started());
        assertThat(ledger.newest(name, 5)).extracting(Entry::state).containsExactly(State.STARTED, State.SKIPPED);
    }

    private void look(MissedPolicy missed, Instant now, Start start) {
        Schedule nightly = new Schedule(
                Cron.parse("0 2 * * *"), ZoneId.of("Europe/Vienna"), List.of(), missed, OverlapPolicy.SKIP);
        new Nightfall(ledger, () -> UUID.randomUUID().toString(), start).look(name, nightly, SINCE, now);
    }

    private String text() {
        return """
                campaign: %s
                service: s
                scenario: {path: Journeys.java}
                environment: {module: terraform, class: small}
                """.formatted(name);
    }

    private ValidatableResponse apply(String content) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("file", folder.resolve("nightly.yaml").toString(), "content", content))
                .put("/api/campaigns")
                .then();
    }
}
