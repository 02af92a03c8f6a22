package io.headroom.protection;

import java.time.Instant;
import java.util.Base64;

/**
 * What an agent shows to a rule in order to be exempt: {@code <run>.<expiryEpochSeconds>.<signature>}, where the
 * signature is the base64url (no padding) of the HMAC-SHA256 of {@code <run>.<expiryEpochSeconds>}. It is a secret
 * until it expires.
 *
 * @param value of the header {@link #HEADER}
 */
public record AgentToken(String value) {
    /** The request header that carries it. */
    public static final String HEADER = "X-Headroom-Agent";

    /** @param expiry whole seconds count; the rest is cut off */
    public static AgentToken mint(String run, Instant expiry, AgentKey key) {
        Names.check("run id", run);
        var claim = run + "." + expiry.getEpochSecond();
        return new AgentToken(
                claim + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(claim)));
    }

    @Override
    public String toString() {
        return "AgentToken[secret]";
    }
}
