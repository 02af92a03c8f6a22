package io.headroom.protection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret by which a rule recognises a run's agents. All of a run's rules get the same one, so that one token opens
 * them all.
 */
public final class AgentKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES_MIN = 16;

    private final byte[] bytes;

    /** @param bytes at least 16, random */
    public AgentKey(byte[] bytes) {
        if (bytes.length < BYTES_MIN) {
            throw new IllegalArgumentException("An agent key of " + bytes.length + " bytes is too short: give at least "
                    + BYTES_MIN + " random bytes.");
        }
        this.bytes = bytes.clone();
    }

    /**
     * The key of a run, from one lasting secret: the same after a restart, different for each run, and nothing more to
     * store.
     */
    public static AgentKey derive(byte[] secret, String run) {
        return new AgentKey(new AgentKey(secret).sign("headroom-agent-key/" + run));
    }

    /** As local-cloud takes it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    byte[] sign(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", impossible);
        }
    }

    @Override
    public String toString() {
        return "AgentKey[secret]";
    }
}
