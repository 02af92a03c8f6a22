/**
 * Crashes owners of relaxations, as real processes, at every point of the protocol and under every fault of the matrix,
 * and checks that nothing stays open: {@code ./headroom bench crash}.
 *
 * <p>{@link io.headroom.crash.Owner} is the process that dies; {@link io.headroom.crash.Crash} says where and how;
 * {@link io.headroom.crash.Injection} brings it about and lets whoever is left restore; {@link
 * io.headroom.crash.Invariants} judge. {@link io.headroom.crash.Mutant} breaks the protocol on purpose, and must be caught.
 */
@NullMarked
package io.headroom.crash;

import org.jspecify.annotations.NullMarked;
