package io.headroom.protocol.environment;

import java.time.Instant;

/**
 * Something that happened to an environment that is planned, applied or destroyed, in one line.
 *
 * @param sequence from 1, in order
 */
public record EnvironmentEvent(long sequence, Instant at, String text) {}
