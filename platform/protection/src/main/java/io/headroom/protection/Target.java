package io.headroom.protection;

import java.net.URI;

/**
 * Where behaviour is probed: the environment's {@code target_url}, and what its {@code verification} output says.
 *
 * @param url the target's entrance, with the protections in front
 * @param healthPath a path that costs the service next to nothing, for example {@code /q/health/ready}
 * @param attackQuery a query string, not yet encoded, that a firewall must refuse
 */
public record Target(URI url, String healthPath, String attackQuery) {
    private static final String SQL_INJECTION = "q=' or 1=1";

    public Target {
        if (!healthPath.startsWith("/")) {
            throw new IllegalArgumentException(
                    "The health_path '" + healthPath
                            + "' must start with '/'. Correct the output 'verification' of the environment's Terraform module.");
        }
    }

    /** With the usual attack pattern. */
    public static Target of(URI url, String healthPath) {
        return new Target(url, healthPath, SQL_INJECTION);
    }
}
