/** Environments that stand by themselves, followed and shown; and how like production they are. */
@NullMarked
package io.headroom.agent.environment;

import org.jspecify.annotations.NullMarked;
