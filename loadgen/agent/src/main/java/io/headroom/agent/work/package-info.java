/**
 * The agent: takes work from a platform, has the engine do it, and sends back what was measured. {@code AgentLoop} is the door; {@code Sessions} does one
 * piece of work; {@code WorkReporter} sends a frame each second beside it; {@code PlatformContact} says when the platform must be taken for lost.
 */
@NullMarked
package io.headroom.agent.work;

import org.jspecify.annotations.NullMarked;
