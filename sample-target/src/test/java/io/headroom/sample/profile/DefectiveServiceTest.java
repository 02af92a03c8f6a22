package io.headroom.sample.profile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.headroom.sample.SampleEnvironment;
import io.headroom.sample.ThirdParty;
import io.headroom.sample.defect.Defect;
import io.headroom.sample.instance.ActiveDefects;
import io.headroom.sample.instance.ConnectionPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** All defects that are the service's own and bear each other, at once; {@link ProfileServiceTest} shows that without them nothing of this happens. */
@QuarkusTest
@QuarkusTestResource(
        value = SampleEnvironment.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(
                    name = "sample.defects",
                    value = "n-plus-one,repeated-call,serial-calls,unbounded-search,small-pool,lock-contention,"
                            + "retry-storm,memory-leak,cold-start"),
            @ResourceArg(name = "sample.workers", value = "8"),
            @ResourceArg(name = "sample.service-time", value = "PT0.02S"),
            @ResourceArg(name = "quarkus.otel.sdk.disabled", value = "false"),
            @ResourceArg(name = "quarkus.otel.bsp.schedule.delay", value = "100ms"),
            @ResourceArg(name = "quarkus.otel.metric.export.interval", value = "500ms"),
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("The profile service with its defects")
class DefectiveServiceTest {

    private static final Duration SERVICE_TIME = Duration.ofMillis(20);

    private static final int COLD = 200;

    ThirdParty thirdParty;

    @TestHTTPResource("/profiles/999999999")
    URI absent;

    @Inject
    EntityManager database;

    @Inject
    SessionFactory sessions;

    @Inject
    AgroalDataSource pool;

    @Inject
    KeptUpdates kept;

    @BeforeEach
    void friendlyThirdParty() {
        thirdParty.reset();
    }

    @Test
    @Order(1)
    @DisplayName("takes 300 ms more for its first 200 requests, and no longer")
    void coldStart() throws Exception {
        // By a plain client: two hundred at once are much work for one that is made for reading.
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(absent).build();
            List<Long> cold =
                    atTheSameTime(COLD, () -> millisOf(() -> client.send(request, BodyHandlers.discarding())));
            assertThat(cold)
                    .hasSize(COLD)
                    .allSatisfy(millis -> assertThat(millis).isGreaterThanOrEqualTo(300));
        }

        long fastest = Stream.generate(() -> millisOf(() -> given().get("/profiles/999999999")))
                .limit(5)
                .min(Long::compare)
                .orElseThrow();
        assertThat(fastest).as("warm").isLessThan(300);
    }

    @Test
    @Order(2)
    @DisplayName(
            "asks the third party three times for the same when it registers, and for three things when it fetches")
    void thirdPartyCalls() {
        int id = register("Ada", "calls").path("id");
        assertThat(thirdParty.requests()).hasSize(3).containsOnly("GET /reputation?name=Ada");

        thirdParty.reset();
        given().get("/profiles/" + id).then().statusCode(200);
        assertThat(thirdParty.requests())
                .containsExactly("GET /reputation?name=Ada", "GET /standing?name=Ada", "GET /popularity?name=Ada");
    }

    @Test
    @Order(2)
    @DisplayName("tries a third party that fails five times again, at once")
    void retryStorm() {
        thirdParty.answerWith(500);
        assertThat(register("Ada", "storm").statusCode()).isEqualTo(502);
        assertThat(thirdParty.requests()).hasSize(6);
    }

    @Test
    @Order(2)
    @DisplayName("shows all profiles of two tags at once, and loads each by a statement of its own")
    void searches() {
        Statistics statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        long before = statistics.getPrepareStatementCount();

        List<Integer> found = search("tag3");

        assertThat(found).as("of 1000 initial ones, half or so").hasSizeGreaterThan(300);
        assertThat(statistics.getPrepareStatementCount() - before).isEqualTo(1 + found.size());
        assertThat(database.createNativeQuery("select distinct tag from profile order by tag", String.class)
                        .getResultList())
                .isEqualTo(List.of("tag1", "tag2"));
        register("Ada", "tag3");
        assertThat(search("tag3")).as("grows with the data").hasSize(found.size() + 1);
    }

    @Test
    @Order(2)
    @DisplayName("has two connections, and keeps each for three quarters of a turn")
    void smallPool() throws Exception {
        assertThat(pool.getConfiguration().connectionPoolConfiguration().maxSize())
                .isEqualTo(2);

        long millis = millisOf(() -> atTheSameTime(8, () -> given().get("/profiles/999999999")));

        assertThat(millis)
                .as("8 requests hold 8 workers, and go through 2 connections in 4 rounds of 15 ms")
                .isGreaterThanOrEqualTo(4 * 15);
    }

    @Test
    @Order(2)
    @DisplayName("locks the row while an update waits")
    void lockContention() throws Exception {
        int id = register("Ada", "locked").path("id");

        long millis = millisOf(() -> atTheSameTime(2, () -> update(id)));

        assertThat(millis)
                .as("the second update waits for half of the first one's turn")
                .isGreaterThanOrEqualTo(SERVICE_TIME.toMillis() / 2 + SERVICE_TIME.toMillis() * 5 / 4);
    }

    @Test
    @Order(2)
    @DisplayName("keeps 64 KiB for each update")
    void memoryLeak() {
        int id = register("Ada", "leak").path("id");
        long before = kept.bytes();
        for (int i = 0; i < 3; i++) {
            assertThat(update(id).statusCode()).isEqualTo(200);
        }
        assertThat(kept.bytes() - before).isEqualTo(3 * 64 * 1024);
    }

    @Test
    @Order(3)
    @DisplayName("sends spans and metrics, with statements, third party, gate, pool, and which instance it is")
    void telemetry() {
        register("Ada", "telemetry");
        eventually(() -> Stream.of(
                        "/v1/traces",
                        "/v1/metrics",
                        "profile-service",
                        "service.instance.id",
                        "profile-test",
                        "cloud.availability_zone",
                        "test-a",
                        "POST /profiles",
                        "hold a worker",
                        "insert into profile",
                        "getConnection",
                        "/reputation?name=Ada",
                        "jvm.memory.used_after_last_gc",
                        "jvm.cpu.recent_utilization",
                        "jvm.gc.duration",
                        "jvm.thread.count",
                        "db.client.connection.count",
                        "db.client.connection.pending_requests",
                        "worker.count")
                .allMatch(thirdParty.telemetry()::contains));
    }

    @Test
    @Order(4)
    @DisplayName("opens forty connections at once when it wants more than the database has")
    void connectionSlots() {
        ConnectionPool.size(pool, 8, new ActiveDefects(Set.of(Defect.CONNECTION_SLOTS)));
        eventually(() -> connections() >= 40);
    }

    private long connections() {
        return (Long) database.createNativeQuery(
                        "select count(*) from pg_stat_activity where backend_type = 'client backend'")
                .getSingleResult();
    }

    private static Response register(String name, String tag) {
        return given().contentType("application/json")
                .body(Map.of("name", name, "tag", tag))
                .post("/profiles");
    }

    private static Response update(int id) {
        return given().contentType("application/json")
                .body(Map.of("name", "edited", "tag", "edited"))
                .put("/profiles/" + id);
    }

    private static List<Integer> search(String tag) {
        return given().queryParam("tag", tag)
                .get("/profiles")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static long millisOf(Callable<?> work) {
        long begunNanos = System.nanoTime();
        try {
            work.call();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
    }

    private static <T> List<T> atTheSameTime(int times, Callable<T> request) throws InterruptedException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor
                    .invokeAll(IntStream.range(0, times).mapToObj(_ -> request).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
