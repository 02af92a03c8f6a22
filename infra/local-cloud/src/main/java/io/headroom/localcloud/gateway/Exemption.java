package io.headroom.localcloud.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets the holders of a signed token past a rule, until a time.
 *
 * <p>A token is {@code <run>.<expiryEpochSeconds>.<base64url HMAC-SHA256(key, "<run>.<expiryEpochSeconds>")>}. It is
 * checked once and remembered, for it comes with every request; its expiry and this exemption's own are compared with
 * the clock every time, so a captured token is worth nothing after them.
 */
final class Exemption {

    private static final int REMEMBERED_MAX = 1024;

    private final String id;
    private final byte[] key;
    private final Instant expiresAt;
    private final Map<String, Long> expiryByToken = new ConcurrentHashMap<>();

    Exemption(String id, byte[] key, Instant expiresAt) {
        this.id = id;
        this.key = key.clone();
        this.expiresAt = expiresAt;
    }

    String id() {
        return id;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean isSameAs(Exemption other) {
        return id.equals(other.id) && expiresAt.equals(other.expiresAt) && MessageDigest.isEqual(key, other.key);
    }

    boolean admits(String token, Instant now) {
        if (!now.isBefore(expiresAt)) {
            return false;
        }
        Long expiry = expiryByToken.get(token);
        if (expiry == null) {
            if (!isSigned(token)) {
                return false;
            }
            expiry = expiryOf(token);
            remember(token, expiry);
        }
        return now.getEpochSecond() < expiry;
    }

    private void remember(String token, long expiry) {
        if (expiryByToken.size() >= REMEMBERED_MAX) {
            expiryByToken.clear();
        }
        expiryByToken.put(token, expiry);
    }

    private boolean isSigned(String token) {
        int end = token.lastIndexOf('.');
        if (end < 1) {
            return false;
        }
        try {
            byte[] claimed = Base64.getUrlDecoder().decode(token.substring(end + 1));
            return MessageDigest.isEqual(signature(token.substring(0, end)), claimed);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Signed text that carries no time is taken as expired. */
    private static long expiryOf(String token) {
        String signed = token.substring(0, token.lastIndexOf('.'));
        try {
            return Long.parseLong(signed.substring(signed.lastIndexOf('.') + 1));
        } catch (NumberFormatException noTime) {
            return Long.MIN_VALUE;
        }
    }

    private byte[] signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
