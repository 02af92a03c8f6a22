package io.headroom.protocol.environment;

import java.util.Map;

/**
 * Asks for an environment that stands by itself until its end.
 *
 * @param name lower-case letters, digits and hyphens; everything in it carries it
 * @param module folder of a Terraform module that satisfies {@code terraform/contract}
 * @param inputs the module's inputs by name, without {@code name}, {@code run_id} and {@code expires_at}
 * @param lifetimeSeconds from now until it destroys itself
 */
public record EnvironmentOrder(String name, String module, Map<String, Object> inputs, long lifetimeSeconds) {}
