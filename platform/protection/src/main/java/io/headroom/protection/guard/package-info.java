/**
 * The guard: a small process of its own that restores at the deadline, or when the owner's heartbeat stops, with the
 * platform and its database gone. {@link io.headroom.protection.guard.GuardProcess} starts it before a relaxation and
 * reads back that it stands; {@link io.headroom.protection.guard.HeadroomGuard} is the process.
 */
@NullMarked
package io.headroom.protection.guard;

import org.jspecify.annotations.NullMarked;
