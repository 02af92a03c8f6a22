package io.headroom.telemetry.otlp;

import org.jspecify.annotations.Nullable;

/**
 * One export over HTTP.
 *
 * @param contentType {@code application/x-protobuf} or {@code application/json}, with or without parameters
 * @param contentEncoding {@code gzip}, {@code identity} or none
 */
public record OtlpRequest(
        @Nullable String contentType, @Nullable String contentEncoding, byte[] body) {}
