/**
 * The platform as its clients see it: where it lies ({@code DataFolder}), how it is started and stopped ({@code PlatformProcess}), and what can be said to it
 * over HTTP: {@code RunsClient} for people's commands, {@code FleetClient} for agents, {@code RunEvents} for what happens in a run.
 */
@NullMarked
package io.headroom.agent.platform;

import org.jspecify.annotations.NullMarked;
