/**
 * Relaxes what guards a target, narrowly and for a bounded time, and always restores it.
 *
 * <p>{@link io.headroom.protection.RelaxRestore} is the door. It walks a {@link io.headroom.protection.Relaxation}
 * through the states of {@link io.headroom.protection.ProtectionState}; each arrow is committed by {@link
 * io.headroom.protection.WriteAhead} before its effect happens, through a {@link
 * io.headroom.protection.ProtectionAdapter}, at the target; and behaviour, not an answer, proves open and closed
 * ({@link io.headroom.protection.BurstProbe}). A plain library: the platform server and the launcher both use it.
 *
 * <p><b>What guards a relaxation when everything of ours is dead:</b> the expiry inside the rule, written with the
 * exemption and read back from the target before the relaxation counts as applied; and the {@link
 * io.headroom.protection.Guard}, a process that outlives ours, which alone ends a wide relaxation.
 */
@NullMarked
package io.headroom.protection;

import org.jspecify.annotations.NullMarked;
