package io.headroom.platform;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What the platform answers to those who may call, and to those who may not. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class PlatformInterfaceTest {

    @TestHTTPResource
    URI self;

    @Test
    void itSaysWhatItIs() {
        given().get("/api/platform").then().statusCode(200).body("url", equalTo("http://127.0.0.1:" + self.getPort()));
    }

    @Test
    void aPageOfAnotherSite_isRefused() {
        given().header("Origin", "https://example.com")
                .get("/api/runs")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("not-loopback"));
    }

    @Test
    void aForeignNameThatPointsHere_isRefused() {
        given().header("Host", "attacker.example").get("/api/runs").then().statusCode(403);
    }

    @Test
    void aRequestThatCannotBecomeARun_namesTheFieldTheValueAndTheRemedy() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"service": "s", "module": "/nowhere", "scenario": "X.java", "instanceClass": "small",
                         "defects": [], "preset": "quick", "instances": 3}""")
                .post("/api/runs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("module"))
                .body("fault", equalTo("user"))
                .body("detail", containsString("/nowhere"));
    }

    @Test
    void anUnknownField_isRefusedByName() {
        given().contentType(ContentType.JSON)
                .body("{\"servise\": \"s\"}")
                .post("/api/runs")
                .then()
                .statusCode(400)
                .body("field", equalTo("servise"));
    }

    @Test
    void aRunThatIsNotThere_isNotFound() {
        given().get("/api/runs/none")
                .then()
                .statusCode(404)
                .body("detail", containsString("none"))
                .body("code", equalTo("not-found"))
                .body("fault", equalTo("user"));
        given().get("/api/runs/none/events").then().statusCode(404);
        given().get("/api/runs/none/result").then().statusCode(404);
    }

    @Test
    void anAgentOfAnotherVersion_isRefusedWithBothVersionsNamed() {
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"a\", \"version\": \"0.0.1\", \"cores\": 1, \"processId\": 1}")
                .post("/api/agents")
                .then()
                .statusCode(409)
                .body("detail", containsString("0.0.1"))
                .body("detail", containsString("SNAPSHOT"));
    }

    @Test
    void anAgentThatThePlatformForgot_isToldToRegisterAgain() {
        given().post("/api/agents/forgotten/work")
                .then()
                .statusCode(404)
                .body("detail", containsString("register again"));
    }

    @Test
    void theInterfaceIsDescribed() {
        given().header("Accept", "application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/api/runs/{run}/events"))
                .body("components.schemas", hasKey("RunResult"));
        given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
        given().get("/api/runs").then().statusCode(200).body("id", org.hamcrest.Matchers.not(hasItem("none")));
    }
}
