package io.headroom.bench.peer;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Register, fetch, update by Gatling. System properties: {@code url}, {@code users}, {@code seconds}. It fails if a request failed. */
public class GatlingJourney extends Simulation {

    private static final AtomicLong NUMBER = new AtomicLong();

    public GatlingJourney() {
        ChainBuilder journey = exec(session -> session.set("n", NUMBER.incrementAndGet()))
                .exec(http("register")
                        .post("/profiles")
                        .header("Content-Type", "application/json")
                        .body(StringBody(
                                "{\"name\":\"user-#{n}\",\"email\":\"user-#{n}@example.com\",\"password\":\"secret-#{n}\"}"))
                        .check(status().is(201), jsonPath("$.id").saveAs("id")))
                .exec(http("fetch").get("/profiles/#{id}").check(status().is(200)))
                .exec(http("update")
                        .put("/profiles/#{id}")
                        .header("Content-Type", "application/json")
                        .body(StringBody("{\"id\":\"#{id}\",\"name\":\"user-#{n}\",\"bio\":\"updated\"}"))
                        .check(status().is(200)));
        var protocol = http.baseUrl(System.getProperty("url"))
                .disableCaching()
                .disableFollowRedirect()
                .disableWarmUp();
        setUp(scenario("journey")
                        .during(Duration.ofSeconds(Integer.getInteger("seconds")))
                        .on(journey)
                        .injectOpen(atOnceUsers(Integer.getInteger("users"))))
                .assertions(global().failedRequests().count().is(0L))
                .protocols(protocol);
    }
}
