package io.headroom.agent.command;

import io.headroom.agent.terminal.Terminal;
import java.util.Map;

/**
 * What every verb finds around itself.
 *
 * @param environment environment variables
 * @param version of this program
 */
record Surroundings(Terminal terminal, Map<String, String> environment, String version) {}
