package io.headroom.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.PlatformUnderTest;
import io.headroom.platform.home.Installation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may read and write a state, and that it lies nowhere in clear. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class StateBackendTest {

    private static final String MINE = "{\"ID\":\"mine\",\"Operation\":\"apply\"}";
    private static final String ANOTHERS = "{\"ID\":\"anothers\",\"Operation\":\"destroy\"}";

    @Inject
    StateBackend backend;

    @Inject
    StateStore states;

    @Inject
    Installation installation;

    private final String name = "state-" + UUID.randomUUID();

    @Test
    void whoHoldsTheLease_writes_andNobodyElseDoes() throws Exception {
        assertThat(call("GET", "", "").statusCode()).isEqualTo(204);
        assertThat(call("POST", "?ID=mine", "{}").statusCode())
                .as("no lease at all")
                .isEqualTo(409);

        assertThat(call("LOCK", "", MINE).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = call("LOCK", "", ANOTHERS);
        assertThat(refused.statusCode()).isEqualTo(423);
        assertThat(refused.body()).as("the holder's words").isEqualTo(MINE);

        assertThat(call("POST", "?ID=mine", "{\"serial\": 1}").statusCode()).isEqualTo(200);
        assertThat(call("POST", "?ID=anothers", "{\"serial\": 9}").statusCode()).isEqualTo(409);
        assertThat(call("UNLOCK", "", ANOTHERS).statusCode()).isEqualTo(409);
        assertThat(call("GET", "", "").body()).isEqualTo("{\"serial\": 1}");

        assertThat(call("UNLOCK", "", MINE).statusCode()).isEqualTo(200);
        assertThat(call("LOCK", "", ANOTHERS).statusCode()).isEqualTo(200);
    }

    @Test
    void oneThatWasGivenUp_cannotWriteOverWhatCameAfterIt() throws Exception {
        call("LOCK", "", MINE);
        backend.release(name);
        call("LOCK", "", ANOTHERS);
        call("POST", "?ID=anothers", "{\"serial\": 2}");

        assertThat(call("POST", "?ID=mine", "{\"serial\": 1}").statusCode()).isEqualTo(409);

        assertThat(call("GET", "", "").body()).isEqualTo("{\"serial\": 2}");
    }

    @Test
    void everyVersionIsKept_andNoneInClear() throws Exception {
        call("LOCK", "", MINE);
        call("POST", "?ID=mine", "{\"secret\": \"hush-1\"}");
        call("POST", "?ID=mine", "{\"secret\": \"hush-2\"}");

        assertThat(states.versions(name)).isEqualTo(2);
        Path beside = installation.data().resolve("environments").resolve(name).resolve("state.sealed");
        assertThat(Files.readString(beside, StandardCharsets.ISO_8859_1)).doesNotContain("hush");
        assertThat(states.read(name))
                .hasValueSatisfying(state ->
                        assertThat(new String(state, StandardCharsets.UTF_8)).contains("hush-2"));
    }

    @Test
    void theTokenOfOneEnvironment_opensNoOther() throws Exception {
        assertThat(call(backend.variables("another"), "GET", "", "").statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> call(String method, String query, String body) throws Exception {
        return call(backend.variables(name), method, query, body);
    }

    private HttpResponse<String> call(Map<String, String> credentials, String method, String query, String body)
            throws Exception {
        String basic = "terraform:" + credentials.get("TF_HTTP_PASSWORD");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(backend.variables(name).get("TF_HTTP_ADDRESS") + query))
                .header(
                        "Authorization",
                        "Basic " + java.util.Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
