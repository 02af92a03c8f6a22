package io.headroom.localcloud.folder;

import io.headroom.localcloud.processes.ProcessIdentity;
import java.time.Instant;

/**
 * Who runs an environment and where it answers.
 *
 * @param api the API's base, for example {@code http://127.0.0.1:40123}; paths start with {@code /v1}
 * @param tokenFile the file that holds the bearer token
 */
public record Description(
        String name, String runId, Instant expiresAt, String api, String tokenFile, ProcessIdentity daemon) {}
