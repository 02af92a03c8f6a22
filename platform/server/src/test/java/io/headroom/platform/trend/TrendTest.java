package io.headroom.platform.trend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.headroom.platform.PlatformUnderTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nights are kept in the order in which they were, judged, and what people say of them sticks. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class TrendTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T02:00:00Z");

    @Inject
    Trend trend;

    @Inject
    EntityManager database;

    private final Series series = new Series(UUID.randomUUID().toString(), "profile-service", "small, quick");

    @Test
    void aRunIsEnteredOnce_howeverOftenItIsTold() {
        enter(1, 200);
        assertThat(enter(1, 200).nights()).isEqualTo(1);
        assertThat(enter(2, 201).nights()).isEqualTo(2);
    }

    @Test
    void aChangeIsToldUntilSomebodyAcknowledgesIt() {
        for (int night = 0; night < 15; night++) {
            enter(night, 200 + night % 3);
        }
        enter(15, 160);
        Tonight changed = enter(16, 161);
        assertThat(changed.verdict().orElseThrow().sentence()).contains("less than before");
        given().get("/api/series/" + series.id())
                .then()
                .statusCode(200)
                .body("nights", hasSize(17))
                .body("nights[15].run", equalTo(run(15)))
                .body("verdict", containsString("since run " + run(15)));

        given().contentType(ContentType.JSON)
                .body(Map.of("run", run(15), "note", "the cache is off now"))
                .post("/api/series/" + series.id() + "/acknowledgements")
                .then()
                .statusCode(200)
                .body("nights[15].acknowledged", notNullValue())
                .body("nights[15].note", equalTo("the cache is off now"))
                .body("verdict", nullValue());
        for (int night = 17; night < 20; night++) {
            enter(night, 160);
        }
        assertThat(trend.judge(series.id(), trend.nights(series.id())).verdict())
                .hasValueSatisfying(verdict -> assertThat(verdict).isInstanceOf(Tonight.Verdict.Ordinary.class));
    }

    @Test
    void whatIsNotThere_isNamed() {
        enter(1, 200);
        given().get("/api/series/none").then().statusCode(404).body("detail", containsString("none"));
        given().contentType(ContentType.JSON)
                .body(Map.of("run", "unheard-of"))
                .post("/api/series/" + series.id() + "/acknowledgements")
                .then()
                .statusCode(404)
                .body("detail", containsString("unheard-of"));
    }

    private Tonight enter(int night, double value) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "insert into run (id, request, state, created) values (:id, '{}', 'FINISHED', now()) on conflict do nothing")
                        .setParameter("id", run(night))
                        .executeUpdate());
        return trend.enter(series, Night.of(run(night), BEGIN.plusSeconds(86_400L * night), value));
    }

    private String run(int night) {
        return series.id() + "-" + night;
    }
}
