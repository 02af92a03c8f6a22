package io.headroom.platform.protection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.headroom.platform.PlatformUnderTest;
import io.headroom.platform.home.Installation;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationJournal;
import io.headroom.protection.RelaxationJournalContract;
import io.headroom.protection.database.JdbcRelaxationJournal;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see of protections that did not come back, and how they say that they have seen it. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class AlarmTest {

    @Inject
    DataSource database;

    @Inject
    Installation installation;

    @Inject
    Scheduler scheduler;

    /** Sweeps would try to restore what never was at a target. */
    @BeforeEach
    void pause() throws Exception {
        scheduler.pause();
        empty();
    }

    @AfterEach
    void resume() throws Exception {
        empty();
        scheduler.resume();
    }

    private void empty() throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("truncate relaxation, owner_lease, audit");
        }
        // What the copy outside the database still holds would come back.
        try (var copies = Files.newDirectoryStream(installation.folder("relaxations/open"), "*.json")) {
            for (var copy : copies) {
                Files.delete(copy);
            }
        }
    }

    @Test
    void anAlarmIsListed_untilItIsOver_andWhoAcknowledgedItIsKept_withTheReason() {
        String id = Alarming.in(new JdbcRelaxationJournal(database)).id();
        given().get("/api/alarms")
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(id))
                .body("[0].state", equalTo("RESTORE_FAILED"))
                .body("[0].protection", equalTo("rate-limit"))
                .body("[0].acknowledgedBy", nullValue());

        acknowledge(id, "Ada", "the gateway was switched off on purpose")
                .statusCode(200)
                .body("acknowledgedBy", equalTo("Ada"));

        given().get("/api/alarms").then().body("[0].acknowledgedBy", equalTo("Ada"));
        given().get("/api/audit")
                .then()
                .body("[0].who", equalTo("Ada"))
                .body("[0].subject", equalTo(id))
                .body("[0].reason", equalTo("the gateway was switched off on purpose"));
        acknowledge(id, "Bob", "me too").statusCode(404).body("detail", containsString(id));
    }

    @Test
    void nobodyAcknowledgesWithoutANameAndAReason() {
        String id = Alarming.in(new JdbcRelaxationJournal(database)).id();

        acknowledge(id, "Ada", " ").statusCode(400).body("field", equalTo("why"));
        acknowledge(id, "", "seen").statusCode(400).body("field", equalTo("who"));
        given().get("/api/audit").then().body("size()", equalTo(0));
    }

    private static ValidatableResponse acknowledge(String id, String who, String why) {
        return given().contentType(ContentType.JSON)
                .body("{\"who\": \"" + who + "\", \"why\": \"" + why + "\"}")
                .post("/api/alarms/" + id + "/acknowledgement")
                .then();
    }

    /** Makes relaxations as the library's own tests do. */
    private abstract static class Alarming extends RelaxationJournalContract {

        static Relaxation in(RelaxationJournal journal) {
            Relaxation failed = moved(aRelaxation("run"), ProtectionState.RESTORE_FAILED, 0);
            journal.insert(failed);
            return failed;
        }
    }
}
