package io.headroom.localcloud;

import static io.headroom.localcloud.Environment.HTTP;
import static io.headroom.localcloud.Environment.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.localcloud.gateway.AgentToken;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A living environment: what passes its gateway, and how its group keeps its size. */
@Timeout(90)
class GatewayAndGroupTest {

    private static final byte[] KEY = "a key of more than 16 bytes".getBytes(StandardCharsets.UTF_8);
    private static final String BASE64 = Base64.getEncoder().encodeToString(KEY);
    private static final int PER_SECOND = 20;

    @TempDir
    private static Path home;

    private static Environment environment;
    private static URI target;

    @BeforeAll
    static void start() throws Exception {
        environment = Environment.ready(home, "alive", 2);
        target = environment.target("/");
    }

    @AfterAll
    static void stop() throws Exception {
        if (environment != null) {
            environment.close();
        }
    }

    @BeforeEach
    void twoInstancesAndNoRules() throws Exception {
        environment.put("/v1/gateway", "{}");
        resize(2);
    }

    @Test
    void requestsReachEveryInstanceWithTheirHostAndBody() throws Exception {
        HttpResponse<String> echo = HTTP.send(
                HttpRequest.newBuilder(target.resolve("/echo"))
                        .header("X-Headroom-Agent", "secret")
                        .POST(BodyPublishers.ofString("a body"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(echo.body())
                .contains("Host: " + target.getAuthority())
                .contains("X-Headroom-Agent: null")
                .contains("Service-Time: PT0.02S")
                .endsWith("a body");
        Map<String, Long> byInstance = send(20, "/", null).stream()
                .collect(Collectors.groupingBy(GatewayAndGroupTest::instanceOf, TreeMap::new, Collectors.counting()));
        assertThat(byInstance).hasSize(2);
    }

    @Test
    void attacksAreBlockedUnlessExempted() throws Exception {
        environment.put("/v1/gateway", "{\"waf\": {\"enabled\": true}}");
        String attack = "/profiles?tag=%27%20or%201=1";
        assertThat(statuses(send(1, attack, null))).containsOnlyKeys(403);
        assertThat(statuses(send(1, "/", null))).containsOnlyKeys(200);
        exempt("waf", "headroom-run-1", Instant.now().plusSeconds(60));
        assertThat(statuses(send(1, attack, token(60)))).containsOnlyKeys(200);
        assertThat(statuses(send(1, attack, null))).containsOnlyKeys(403);
        revoke("waf", "headroom-run-1");
        assertThat(statuses(send(1, attack, token(60)))).containsOnlyKeys(403);
    }

    @Test
    void aBurstIsLimitedWhileATokenHolderPassesAtTenTimesTheLimit() throws Exception {
        limit();
        long start = System.nanoTime();
        List<HttpResponse<String>> burst = send(10 * PER_SECOND, "/", null);
        assertThat(count(burst, 200)).isBetween((long) PER_SECOND, allowedSince(start));
        HttpResponse<String> refused = burst.stream()
                .filter(response -> response.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");

        exempt("rate-limit", "headroom-run-2", Instant.now().plusSeconds(60));
        CompletableFuture<List<HttpResponse<String>>> neutral = CompletableFuture.supplyAsync(() -> quietly(null));
        List<HttpResponse<String>> agents = send(10 * PER_SECOND, "/", token(60));
        assertThat(statuses(agents)).containsOnlyKeys(200);
        assertThat(count(neutral.get(), 200)).as("the neutral client").isLessThanOrEqualTo(allowedSince(start));

        revoke("rate-limit", "headroom-run-2");
        assertThat(statuses(send(5 * PER_SECOND, "/", token(60)))).containsKey(429);
    }

    @Test
    void forgedAndExpiredTokensAreRefused() throws Exception {
        limit();
        exempt("rate-limit", "headroom-run-3", Instant.now().plusSeconds(60));
        send(5 * PER_SECOND, "/", null);
        assertThat(statuses(send(3 * PER_SECOND, "/", token(-1)))).containsKey(429);
        String forged = AgentToken.signed(
                "run", Instant.now().getEpochSecond() + 60, "another key".getBytes(StandardCharsets.UTF_8));
        assertThat(statuses(send(3 * PER_SECOND, "/", forged))).containsKey(429);
        exempt("rate-limit", "headroom-run-3", Instant.now().minusSeconds(1));
        assertThat(statuses(send(3 * PER_SECOND, "/", token(60))))
                .as("exemption over")
                .containsKey(429);
        revoke("rate-limit", "headroom-run-3");
    }

    @Test
    void aStaleVersionIsRefusedAndAnUnknownExemptionAbsent() throws Exception {
        limit();
        String path = "/v1/gateway/rules/rate-limit/exemptions/headroom-run-4";
        String body = exemption(Instant.now().plusSeconds(60));
        long version = environment
                .get("/v1/gateway")
                .path("rules")
                .get(0)
                .path("version")
                .asLong();
        assertThat(environment
                        .api("PUT", path, body, "If-Match", "" + (version - 1))
                        .statusCode())
                .isEqualTo(412);
        assertThat(environment
                        .api("PUT", path, body, "If-Match", "\"" + version + "\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(environment
                        .get("/v1/gateway")
                        .path("rules")
                        .get(0)
                        .path("exemptions")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo("headroom-run-4");
        assertThat(environment.api("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(environment.api("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThat(environment
                        .api("PUT", "/v1/gateway/rules/none/exemptions/x", body)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theApiWantsItsTokenAndNamesWhatDoesNotFit() throws Exception {
        URI api = URI.create(environment.description().path("api").asText() + "/v1/cloud");
        assertThat(HTTP.send(HttpRequest.newBuilder(api).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        JsonNode cloud = environment.get("/v1/cloud");
        assertThat(cloud.path("name").asText()).isEqualTo("alive");
        assertThat(cloud.path("run_id").asText()).isEqualTo("run-1");
        assertThat(environment
                        .api("PUT", "/v1/gateway", "{\"rate_limit\":{\"per_second\":0,\"burst\":1}}")
                        .body())
                .contains("per_second 0");
        assertThat(environment.api("GET", "/v1/nothing", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aKilledInstanceIsNoticedAtOnceAndReplaced() throws Exception {
        JsonNode victim = environment.instances("ready").getFirst();
        ProcessHandle.of(victim.path("pid").asLong()).orElseThrow().destroyForcibly();
        eventually(
                "lost",
                () -> environment.instances("lost").stream()
                        .anyMatch(instance -> instance.path("id").equals(victim.path("id"))));
        assertThat(statuses(send(10, "/", null))).containsOnlyKeys(200);
        eventually("replaced", () -> environment.instances("ready").size() == 2);
        assertThat(environment.instances("ready"))
                .extracting(instance -> instance.path("zone").asText())
                .containsExactlyInAnyOrder("a", "b");
        assertThat(environment.get("/v1/instance-groups/profile").path("events").toString())
                .contains(victim.path("id").asText() + " was lost");
    }

    @Test
    void aKilledDatabaseIsAnEventOfTheGroupAndComesBack() throws Exception {
        JsonNode before = environment.get("/v1/database");
        environment.recorded("postgres").kill();
        eventually("back", () -> eventTexts().contains("The database is back."));
        assertThat(eventTexts()).contains("The database was lost (exit status 137)");
        assertThat(environment.get("/v1/database")).isEqualTo(before);
        assertThat(before.path("state").asText()).isEqualTo("running");
    }

    @Test
    void scalingInDrainsWhatWasBegun() throws Exception {
        send(20, "/", null);
        List<CompletableFuture<HttpResponse<String>>> slow = IntStream.range(0, 10)
                .mapToObj(i -> HTTP.sendAsync(request("/wait?2000", null), BodyHandlers.ofString()))
                .toList();
        resize(1);
        List<HttpResponse<String>> answers =
                slow.stream().map(CompletableFuture::join).toList();
        assertThat(statuses(answers)).containsOnlyKeys(200);
        assertThat(answers.stream().map(GatewayAndGroupTest::instanceOf).distinct())
                .as("the leaving instance answered too")
                .hasSize(2);
        assertThat(environment.instances("ready")).hasSize(1);
    }

    @Test
    void targetTrackingFollowsTheRate() throws Exception {
        resize(1);
        environment.put(
                "/v1/instance-groups/profile/capacity",
                "{\"min\":1,\"max\":2,\"desired\":1,\"autoscaling\":true,\"target_requests_per_second\":2}");
        send(100, "/", null);
        eventually("scaled out", () -> environment.instances("ready").size() == 2);
        assertThat(environment.get("/v1/instance-groups/profile").path("events").toString())
                .contains("need 2 instances at 2 each, was 1.");
    }

    @Test
    void noInstanceIs503() throws Exception {
        environment.put(
                "/v1/instance-groups/profile/capacity", "{\"min\":0,\"max\":4,\"desired\":0,\"autoscaling\":false}");
        HttpResponse<String> response = send(1, "/", null).getFirst();
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("no-instance");
    }

    @Test
    void thousandsMayBeInFlight() throws Exception {
        List<HttpResponse<String>> answers = send(2_000, "/wait?1500", null);
        assertThat(statuses(answers)).containsOnlyKeys(200);
    }

    @Test
    void metricsSayWhatIsUsed() {
        eventually("all figures", () -> {
            try {
                JsonNode metrics = environment.get("/v1/metrics");
                JsonNode first = metrics.path("instances").path(0);
                return first.path("memory_bytes").asLong() > 1_000_000
                        && first.path("threads").asInt() > 5
                        && first.path("cpu_share").isNumber()
                        && metrics.path("host").path("cpu_share").isNumber()
                        && metrics.path("database").path("max_connections").asInt() == 100
                        && metrics.path("database").path("connections").isInt();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        });
    }

    /** Hundreds of questions within a few beats get a few measurements, each whole and of a whole window. */
    @Test
    void readersOfMetricsDoNotDisturbTheMeasurement() throws Exception {
        Map<String, JsonNode> byTime = new TreeMap<>();
        int asked = 0;
        long end = System.nanoTime() + Duration.ofMillis(3_500).toNanos();
        while (System.nanoTime() < end) {
            JsonNode metrics = environment.get("/v1/metrics");
            JsonNode before = byTime.putIfAbsent(metrics.path("measured_at").asText(), metrics);
            assertThat(before == null ? metrics : before)
                    .as("one beat, one answer")
                    .isEqualTo(metrics);
            asked++;
        }
        assertThat(asked).isGreaterThan(50);
        List<Instant> beats = byTime.keySet().stream().map(Instant::parse).toList();
        assertThat(beats).hasSizeBetween(2, 5);
        for (int i = 1; i < beats.size(); i++) {
            assertThat(Duration.between(beats.get(i - 1), beats.get(i))).isGreaterThanOrEqualTo(Duration.ofMillis(900));
        }
    }

    @Test
    void theThirdPartyJudgesANameAlwaysTheSame() throws Exception {
        URI reputation =
                URI.create(environment.get("/v1/third-party").path("address").asText() + "/reputation");
        HttpRequest ada =
                HttpRequest.newBuilder(URI.create(reputation + "?name=Ada")).build();
        String first = HTTP.send(ada, BodyHandlers.ofString()).body();
        assertThat(first).matches("\\{\"score\":(0\\.\\d+|1\\.0)}");
        assertThat(HTTP.send(ada, BodyHandlers.ofString()).body()).isEqualTo(first);
        HttpRequest nameless = HttpRequest.newBuilder(reputation).build();
        assertThat(HTTP.send(nameless, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
        environment.put("/v1/third-party", "{\"limit_per_second\": 1}");
        assertThat(HTTP.send(ada, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(HTTP.send(ada, BodyHandlers.ofString()).statusCode()).isEqualTo(429);
        environment.put("/v1/third-party", "{}");
        assertThat(HTTP.send(ada, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void theGroupsDefectsMakeOneInstanceSlowAndTheDatabaseFarFromOneZone() throws Exception {
        environment.put("/v1/instance-groups/profile", """
                {"class": "nano", "min": 1, "max": 4, "desired": 3, "zones": ["a", "b"], "defects": ["slow-instance", "far-zone"]}""");
        eventually(
                "replaced",
                () -> environment.instances("ready").stream()
                                .filter(instance -> echoOf(instance).contains("Defects: slow-instance,far-zone"))
                                .count()
                        == 3);
        List<String> echoes = environment.instances("ready").stream()
                .map(GatewayAndGroupTest::echoOf)
                .toList();
        assertThat(echoes).filteredOn(echo -> echo.contains("Workers: 1")).hasSize(1);
        assertThat(echoes).filteredOn(echo -> echo.contains("Workers: 2")).hasSize(2);
        String database = environment.get("/v1/database").path("address").asText();
        assertThat(echoes)
                .allSatisfy(echo -> assertThat(echo.contains("Zone: a"))
                        .as("only zone a reaches %s itself: %s", database, echo)
                        .isEqualTo(echo.contains(database)));

        environment.put("/v1/instance-groups/profile", """
                {"class": "nano", "min": 1, "max": 4, "desired": 2, "zones": ["a", "b"]}""");
        eventually(
                "as before",
                () -> environment.instances("ready").stream()
                                .filter(instance -> echoOf(instance).contains("Workers: 2"))
                                .count()
                        == 2);
    }

    private static String echoOf(JsonNode instance) {
        URI echo = URI.create("http://" + instance.path("address").asText() + "/echo");
        try {
            return HTTP.send(HttpRequest.newBuilder(echo).build(), BodyHandlers.ofString())
                    .body();
        } catch (Exception gone) {
            return "";
        }
    }

    private static String eventTexts() {
        try {
            return environment.get("/v1/instance-groups/profile").path("events").toString();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void limit() throws Exception {
        environment.put(
                "/v1/gateway",
                "{\"rate_limit\": {\"per_second\": %d, \"burst\": %d}}".formatted(PER_SECOND, PER_SECOND));
    }

    private static long allowedSince(long startNanos) {
        return PER_SECOND + 1 + Math.round((System.nanoTime() - startNanos) / 1e9 * PER_SECOND);
    }

    private static void resize(int desired) throws Exception {
        environment.put(
                "/v1/instance-groups/profile/capacity",
                "{\"min\":1,\"max\":4,\"desired\":%d,\"autoscaling\":false}".formatted(desired));
        eventually(desired + " ready", () -> environment.instances("ready").size() == desired);
    }

    private static void exempt(String rule, String id, Instant expiry) throws Exception {
        environment.put("/v1/gateway/rules/" + rule + "/exemptions/" + id, exemption(expiry));
    }

    private static String exemption(Instant expiry) {
        return "{\"key\": \"%s\", \"expires_at\": \"%s\"}".formatted(BASE64, expiry);
    }

    private static void revoke(String rule, String id) throws Exception {
        assertThat(environment
                        .api("DELETE", "/v1/gateway/rules/" + rule + "/exemptions/" + id, "")
                        .statusCode())
                .isEqualTo(204);
    }

    private static String token(long seconds) {
        return AgentToken.signed("run", Instant.now().getEpochSecond() + seconds, KEY);
    }

    private static List<HttpResponse<String>> quietly(String token) {
        return send(5 * PER_SECOND, "/", token);
    }

    private static List<HttpResponse<String>> send(int count, String path, String token) {
        return IntStream.range(0, count)
                .mapToObj(i -> HTTP.sendAsync(request(path, token), BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static HttpRequest request(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target.resolve(path)).timeout(Duration.ofSeconds(30));
        if (token != null) {
            request.header("X-Headroom-Agent", token);
        }
        return request.build();
    }

    private static Map<Integer, Long> statuses(List<HttpResponse<String>> responses) {
        return responses.stream()
                .map(HttpResponse::statusCode)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static long count(List<HttpResponse<String>> responses, int status) {
        return statuses(responses).getOrDefault(status, 0L);
    }

    private static String instanceOf(HttpResponse<String> response) {
        return response.headers().firstValue("X-Instance-Id").orElseThrow();
    }
}
