package io.headroom.protection;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where behaviour is probed: the environment's {@code target_url}, and what its {@code verification} output says.
 *
 * @param url the target's entrance, with the protections in front
 * @param healthPath a path that costs the service next to nothing, for example {@code /q/health/ready}
 * @param blockedPath path and query, encoded, of a GET that a firewall must answer with 403; absent for the usual
 *     attacks at the health path
 */
public record Target(URI url, String healthPath, @Nullable String blockedPath) {
    private static final int FORBIDDEN = 403;

    public Target {
        if (!healthPath.startsWith("/")) {
            throw wrong("health_path", healthPath, "must start with '/'");
        }
        if (blockedPath != null && !isPath(blockedPath)) {
            throw wrong("blocked_request.path", blockedPath, "must be a path that starts with '/', its query encoded");
        }
    }

    /** With the usual attacks: an SQL injection, and a client that does not say what it is. */
    public static Target of(URI url, String healthPath) {
        return new Target(url, healthPath, null);
    }

    /**
     * With the module's own attack, its output {@code verification.blocked_request}. It is sent with an agent's token
     * too, and reaches the service then.
     *
     * @param method GET, since an attack that gets through must change nothing
     * @param path path and query, encoded, for example {@code /profiles?tag=%27%20or%201%3D1}
     * @param status 403, the one answer by which a firewall's refusal is told from the service's own
     * @throws IllegalArgumentException if it is any other request
     */
    public Target withBlockedRequest(String method, String path, int status) {
        if (!method.equals("GET")) {
            throw wrong("blocked_request.method", method, "must be GET, since it reaches the service while relaxed");
        }
        if (status != FORBIDDEN) {
            throw wrong("blocked_request.status", String.valueOf(status), "must be " + FORBIDDEN);
        }
        return new Target(url, healthPath, path);
    }

    private static boolean isPath(String text) {
        try {
            return text.startsWith("/") && URI.create(text).getRawPath() != null;
        } catch (IllegalArgumentException notEncoded) {
            return false;
        }
    }

    private static IllegalArgumentException wrong(String field, String value, String what) {
        return new IllegalArgumentException("The " + field + " '" + value + "' " + what
                + ". Correct the output 'verification' of the environment's Terraform module.");
    }
}
