package io.headroom.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One rule of the stand-in cloud: its settings, who may pass it, and what it is made to do wrong. */
final class GuardedRule {
    static final String ORIGINAL = "as the team wants it";
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Exemption(byte[] key, Instant expiresAt) {}

    private final Map<String, Exemption> exemptions = new LinkedHashMap<>();
    private @Nullable String suspendedBy;
    private String settings = ORIGINAL;
    private long version = 1;
    private boolean silent;
    private boolean losesNextAnswer;
    private boolean lostAnAnswer;
    private long closedAtNanos = System.nanoTime();

    synchronized void edit(String settings) {
        this.settings = settings;
        version++;
    }

    synchronized String settings() {
        return settings;
    }

    synchronized void silence(boolean silent) {
        this.silent = silent;
    }

    synchronized boolean isSilent() {
        return silent;
    }

    synchronized void loseNextAnswer() {
        losesNextAnswer = true;
    }

    synchronized boolean losesAnswer() {
        var loses = losesNextAnswer;
        losesNextAnswer = false;
        lostAnAnswer |= loses;
        return loses;
    }

    synchronized boolean lostAnAnswer() {
        return lostAnAnswer;
    }

    synchronized long version() {
        return version;
    }

    /** Whether anything of ours lets anybody pass at that time. */
    synchronized boolean isOpen(Instant now) {
        return suspendedBy != null
                || exemptions.values().stream().anyMatch(exemption -> now.isBefore(exemption.expiresAt()));
    }

    /** When the last opening was taken away, by {@link System#nanoTime}. */
    synchronized long closedAtNanos() {
        return closedAtNanos;
    }

    synchronized int suspend(@Nullable String by, @Nullable String expected) {
        if (isStale(expected)) {
            return 412;
        }
        if (by == null) {
            closedAtNanos = System.nanoTime();
        }
        suspendedBy = by;
        version++;
        return 200;
    }

    synchronized int put(String id, byte[] key, Instant expiresAt, @Nullable String expected) {
        if (isStale(expected)) {
            return 412;
        }
        exemptions.put(id, new Exemption(key, expiresAt));
        version++;
        return 200;
    }

    synchronized int remove(String id, @Nullable String expected) {
        if (isStale(expected)) {
            return 412;
        }
        if (exemptions.remove(id) == null) {
            return 404;
        }
        closedAtNanos = System.nanoTime();
        version++;
        return 200;
    }

    private boolean isStale(@Nullable String expected) {
        return expected != null && !expected.equals(String.valueOf(version));
    }

    synchronized boolean admits(@Nullable String token, Instant now) {
        if (suspendedBy != null) {
            return true;
        }
        var parts = token == null ? new String[0] : token.split("\\.");
        return parts.length == 3
                && now.getEpochSecond() < Long.parseLong(parts[1])
                && exemptions.values().stream()
                        .filter(exemption -> now.isBefore(exemption.expiresAt()))
                        .anyMatch(exemption -> signature(exemption.key(), parts[0] + "." + parts[1])
                                .equals(parts[2]));
    }

    private static String signature(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    synchronized String show(String name) {
        var root = JSON.createObjectNode();
        var rule = root.putArray("rules")
                .addObject()
                .put("name", name)
                .put("settings", settings)
                .put("suspended_by", suspendedBy)
                .put("version", version);
        var list = rule.putArray("exemptions");
        exemptions.forEach((id, exemption) -> list.addObject()
                .put("id", id)
                .put("expires_at", exemption.expiresAt().toString()));
        return root.toString();
    }
}
