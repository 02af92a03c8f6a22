package io.headroom.protocol.fleet;

/**
 * The platform accepts an agent.
 *
 * @param agent identifier that the agent uses in every further call
 * @param pollSeconds how long a call for work may be held open when there is none
 */
public record AgentWelcome(String agent, int pollSeconds) {}
