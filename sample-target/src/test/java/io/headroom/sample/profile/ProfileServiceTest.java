package io.headroom.sample.profile;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.agroal.api.AgroalDataSource;
import io.headroom.sample.SampleEnvironment;
import io.headroom.sample.ThirdParty;
import io.headroom.sample.defect.Defect;
import io.headroom.sample.instance.ActiveDefects;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SampleEnvironment.class)
@DisplayName("The profile service")
class ProfileServiceTest {

    private static final String PROBLEM = "application/problem+json";

    ThirdParty thirdParty;

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
    @DisplayName("registers a profile and asks the third party exactly once")
    void registers() {
        int id = register("Ada", "registers")
                .statusCode(201)
                .body("id", greaterThan(0))
                .body("name", equalTo("Ada"))
                .body("tag", equalTo("registers"))
                .body("reputation", equalTo(0.75f))
                .header("Location", containsString("/profiles/"))
                .extract()
                .path("id");

        assertThat(thirdParty.requests()).containsExactly("GET /reputation?name=Ada");
        given().get("/profiles/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Ada"))
                .body("tag", equalTo("registers"))
                .body("reputation", equalTo(0.75f));
        assertThat(thirdParty.requests()).as("fetching asks nobody").hasSize(1);
    }

    @Test
    @DisplayName("updates name and tag without asking the third party")
    void updates() {
        int id = register("Ada", "before").extract().path("id");
        thirdParty.reset();

        update(id, "Ada Lovelace", "after").statusCode(200).body("name", equalTo("Ada Lovelace"));

        given().get("/profiles/" + id)
                .then()
                .body("name", equalTo("Ada Lovelace"))
                .body("tag", equalTo("after"))
                .body("reputation", equalTo(0.75f));
        assertThat(thirdParty.requests()).isEmpty();
    }

    @Test
    @DisplayName("answers 404 with a problem for a profile that does not exist")
    void absent() {
        given().get("/profiles/999999999")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("detail", containsString("no profile 999999999"));
        update(999_999_999, "Nobody", "none").statusCode(404).contentType(PROBLEM);
    }

    @Test
    @DisplayName("shows a tag's profiles by pages of twenty, oldest first")
    void searches() {
        storeProfiles("paged", 45);

        List<Integer> first = search("paged", 0);
        List<Integer> second = search("paged", 1);
        List<Integer> third = search("paged", 2);

        assertThat(first).hasSize(20).isSorted();
        assertThat(second).hasSize(20).isSorted();
        assertThat(second.getFirst()).isGreaterThan(first.getLast());
        assertThat(third).hasSize(5);
        assertThat(search("paged", 3)).isEmpty();
        assertThat(search("nobody-has-this-tag", 0)).isEmpty();
    }

    @Test
    @DisplayName("searches by one statement, and keeps neither connections nor memory")
    void isSound() {
        storeProfiles("sound", 20);
        Statistics statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);

        long before = statistics.getPrepareStatementCount();
        search("sound", 0);
        assertThat(statistics.getPrepareStatementCount() - before).isEqualTo(1);

        int id = register("Ada", "sound").extract().path("id");
        update(id, "Ada", "sound").statusCode(200);
        assertThat(kept.bytes()).isZero();
        assertThat(pool.getConfiguration().connectionPoolConfiguration().maxSize())
                .isEqualTo(4);
    }

    @Test
    @DisplayName("reads a page of a tag through the index, in its order, without sorting")
    void searchIsIndexed() {
        storeProfiles("indexed", 100);
        for (int other = 0; other < 50; other++) {
            storeProfiles("other-" + other, 100);
        }

        String plan = plan("select * from profile where tag = 'indexed' order by id limit 20");

        assertThat(plan).contains("profile_by_tag").doesNotContain("Sort").doesNotContain("Seq Scan");
    }

    @ParameterizedTest(name = "name of {0}, tag of {1} characters")
    @CsvSource({"0, 3", "201, 3", "3, 0", "3, 65"})
    @DisplayName("refuses bad input with a problem that names the field")
    void refusesBadInput(int nameLength, int tagLength) {
        String field = nameLength == 3 ? "tag" : "name";

        register("n".repeat(nameLength), "t".repeat(tagLength))
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations[0].field", endsWith(field));
        assertThat(thirdParty.requests()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/profiles", "/profiles?tag=", "/profiles?tag=x&page=-1", "/profiles?tag=x&page=1001"})
    @DisplayName("refuses a search without a tag or with an impossible page")
    void refusesBadSearch(String path) {
        given().get(path).then().statusCode(400).contentType(PROBLEM);
    }

    @Test
    @DisplayName("refuses a body that is missing or no JSON")
    void refusesBadBodies() {
        given().contentType("application/json")
                .post("/profiles")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
        given().contentType("application/json")
                .body("{\"name\": ")
                .post("/profiles")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    @DisplayName("answers 502 and stores nothing when the third party fails")
    void thirdPartyFails() {
        thirdParty.answerWith(500);

        register("Ada", "unrated")
                .statusCode(502)
                .contentType(PROBLEM)
                .body("code", equalTo("third-party-failed"))
                .body("detail", containsString("500"));
        assertThat(thirdParty.requests()).hasSize(1);
        assertThat(search("unrated", 0)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/q/health/ready", "/sample/instance", "/profiles/999999999", "/no-such-path", "/profiles"})
    @DisplayName("names the instance on every answer")
    void namesTheInstance(String path) {
        given().get(path).then().header("X-Instance-Id", "profile-test");
    }

    @Test
    @DisplayName("tells how the instance is set")
    void describesTheInstance() {
        given().get("/sample/instance")
                .then()
                .statusCode(200)
                .body("id", equalTo("profile-test"))
                .body("zone", equalTo("test-a"))
                .body("workers", equalTo(2))
                .body("serviceTimeMillis", equalTo(50f))
                .body("defects", equalTo(List.of()));
    }

    @Test
    @DisplayName("starts with the profiles that were ordered, most of them with few tags")
    void startsWithData() {
        List<?> commonest = database.createNativeQuery(
                        "select tag from profile where name like 'initial%' group by tag order by count(*) desc limit 2")
                .getResultList();
        Object initial = database.createNativeQuery("select count(*) from profile where name like 'initial%'")
                .getSingleResult();

        assertThat(initial).isEqualTo(1000L);
        assertThat(commonest.toString()).isEqualTo("[tag1, tag2]");
        assertThat(search("tag1", 0)).hasSize(20);
    }

    @Test
    @DisplayName("queues two seconds of work and answers 503 with a problem beyond that")
    void refusesBeyondTheQueue() throws Exception {
        // 2 workers × 50 ms: 2 run and 80 wait, the others are too many unless they take seconds to arrive.
        List<Response> answers = atTheSameTime(200, () -> given().get("/profiles/999999999"));

        Map<Integer, List<Response>> byStatus = answers.stream().collect(groupingBy(Response::statusCode));
        assertThat(byStatus).containsOnlyKeys(404, 503);
        assertThat(byStatus.get(404)).hasSizeGreaterThanOrEqualTo(82);
        assertThat(byStatus.get(503)).allSatisfy(refusal -> {
            assertThat(refusal.contentType()).isEqualTo(PROBLEM);
            assertThat(refusal.<String>path("code")).isEqualTo("queue-full");
        });
        register("Ada", "afterwards").statusCode(201);
    }

    @Test
    @DisplayName("holds one lock for all instances when it has that defect, and none otherwise")
    void sharedLock() throws Exception {
        var sound = new SharedLock(database, 4, Duration.ofMillis(200), new ActiveDefects(Set.of()));
        var defective =
                new SharedLock(database, 4, Duration.ofMillis(200), new ActiveDefects(Set.of(Defect.SHARED_LOCK)));
        assertThat(defective.secondsHeld()).as("of 50 ms between two requests").isEqualTo(0.04);

        long begunNanos = System.nanoTime();
        inTransactionsAtTheSameTime(5, sound::hold);
        inTransactionsAtTheSameTime(5, defective::hold);
        assertThat(System.nanoTime() - begunNanos).as("one after the other").isGreaterThan(5 * 40_000_000L);
    }

    private static void inTransactionsAtTheSameTime(int times, Runnable work) throws InterruptedException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.invokeAll(IntStream.range(0, times)
                            .<Callable<Boolean>>mapToObj(_ -> () -> {
                                QuarkusTransaction.requiringNew().run(work);
                                return true;
                            })
                            .toList())
                    .forEach(Future::resultNow);
        }
    }

    private static List<Response> atTheSameTime(int times, Callable<Response> request) throws InterruptedException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> answers = executor.invokeAll(
                    IntStream.range(0, times).mapToObj(_ -> request).toList());
            return answers.stream().map(Future::resultNow).toList();
        }
    }

    private static ValidatableResponse register(String name, String tag) {
        return given().contentType("application/json")
                .body(Map.of("name", name, "tag", tag))
                .post("/profiles")
                .then();
    }

    private static ValidatableResponse update(int id, String name, String tag) {
        return given().contentType("application/json")
                .body(Map.of("name", name, "tag", tag))
                .put("/profiles/" + id)
                .then();
    }

    private static List<Integer> search(String tag, int page) {
        return given().queryParam("tag", tag)
                .queryParam("page", page)
                .get("/profiles")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    @Transactional
    void storeProfiles(String tag, int count) {
        database.createNativeQuery("insert into profile (name, tag, reputation)"
                        + " select 'n' || i, :tag, 0.5 from generate_series(1, :count) as i")
                .setParameter("tag", tag)
                .setParameter("count", count)
                .executeUpdate();
    }

    @Transactional
    String plan(String query) {
        database.createNativeQuery("analyze profile").executeUpdate();
        database.createNativeQuery("set local enable_seqscan = off").executeUpdate();
        List<?> lines = database.createNativeQuery("explain " + query).getResultList();
        return lines.toString();
    }
}
