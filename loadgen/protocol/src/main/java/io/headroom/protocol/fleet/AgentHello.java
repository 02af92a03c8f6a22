package io.headroom.protocol.fleet;

/**
 * An agent introduces itself.
 *
 * @param name what people call it, for example {@code local-1}
 * @param version version of the agent's code; the platform refuses one that differs from its own
 * @param cores event loops that it can run
 * @param processId its operating-system process id, as it sees itself
 */
public record AgentHello(String name, String version, int cores, long processId) {}
