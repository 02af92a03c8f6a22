package io.headroom.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An OAuth 2.0 token endpoint with the answers of Keycloak's, whose access tokens are signed JWTs that {@link #subjectOf} verifies. */
final class TokenServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecretKeySpec KEY =
            new SecretKeySpec("a key of this test".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

    private final ScriptedServer server;
    private final Duration life;
    private final boolean refreshing;
    /** Refresh tokens that are good; taking some away ends their sessions. */
    final Map<String, String> sessions = new ConcurrentHashMap<>();
    /** The forms that were posted. */
    final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();

    TokenServer(Duration life, boolean refreshing) throws Exception {
        this.life = life;
        this.refreshing = refreshing;
        this.server = new ScriptedServer(this::answer);
    }

    String issuer() {
        return server.url("localhost") + "/realms/shop";
    }

    List<ScriptedServer.Received> received() {
        return server.received;
    }

    /** Whose token that is; empty if it is none, or has expired. */
    static String subjectOf(String authorization) throws Exception {
        String[] parts = authorization.replaceFirst("^Bearer ", "").split("\\.");
        if (parts.length != 3 || !signature(parts[0] + '.' + parts[1]).equals(parts[2])) {
            return "";
        }
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        boolean alive = Instant.now().toEpochMilli() < claims.get("exp_millis").asLong();
        return alive ? claims.get("sub").asText() : "";
    }

    private byte[] answer(ScriptedServer.Received request) throws Exception {
        Map<String, String> form = new HashMap<>();
        Arrays.stream(request.body().split("&"))
                .map(field -> field.split("=", 2))
                .forEach(field -> form.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        asked.add(form);
        String subject = switch (form.get("grant_type")) {
            case "password" -> Set.of("secret").contains(form.get("password")) ? form.get("username") : "";
            case "refresh_token" -> sessions.getOrDefault(form.get("refresh_token"), "");
            case "client_credentials" -> "s3cret".equals(form.get("client_secret")) ? form.get("client_id") : "";
            default -> "";
        };
        return subject.isEmpty()
                ? ScriptedServer.answer(401, "{\"error\": \"invalid_grant\"}")
                : ScriptedServer.answer(200, JSON.writeValueAsString(grant(subject)));
    }

    private Map<String, Object> grant(String subject) throws Exception {
        Map<String, Object> grant = new HashMap<>();
        grant.put("access_token", token(subject));
        grant.put("expires_in", life.toSeconds());
        if (refreshing) {
            String session = UUID.randomUUID().toString();
            sessions.put(session, subject);
            grant.put("refresh_token", session);
            grant.put("refresh_expires_in", 1_800);
        }
        return grant;
    }

    private String token(String subject) throws Exception {
        String head = encoded(Map.of("alg", "HS256"));
        String body = encoded(
                Map.of("sub", subject, "exp_millis", Instant.now().plus(life).toEpochMilli()));
        return head + '.' + body + '.' + signature(head + '.' + body);
    }

    private static String encoded(Map<String, Object> part) throws Exception {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(part));
    }

    private static String signature(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(KEY);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
