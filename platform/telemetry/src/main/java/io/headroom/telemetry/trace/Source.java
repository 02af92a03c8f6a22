package io.headroom.telemetry.trace;

/**
 * The process that a span tells of.
 *
 * @param service {@code service.name}
 * @param instance {@code service.instance.id}, else its host and process, else empty
 * @param zone {@code cloud.availability_zone}, or empty
 */
public record Source(String service, String instance, String zone) {}
