package io.headroom.platform.trend;

/**
 * Runs that can be compared.
 *
 * @param id fingerprint of all that makes them comparable
 * @param description for people: what is common to them
 */
public record Series(String id, String service, String description) {}
