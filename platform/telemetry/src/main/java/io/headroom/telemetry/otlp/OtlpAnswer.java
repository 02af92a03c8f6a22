package io.headroom.telemetry.otlp;

import java.time.Duration;
import java.util.Optional;

/**
 * What the sender is told, in the encoding that it used.
 *
 * @param status 200, 400, 413, 415 or 429
 * @param retryAfter present with 429
 */
public record OtlpAnswer(int status, String contentType, byte[] body, Optional<Duration> retryAfter) {}
