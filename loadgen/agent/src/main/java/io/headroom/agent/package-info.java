/**
 * Headroom's command line and its agent. This package holds what every verb shares: how a command ends. The verbs are in {@code command}; the agent that
 * drives load for a platform is in {@code work}; {@code platform} finds, starts and talks to a platform; {@code demo} follows a run and tells people about it.
 */
@NullMarked
package io.headroom.agent;

import org.jspecify.annotations.NullMarked;
