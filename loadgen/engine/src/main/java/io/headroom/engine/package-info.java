/**
 * Drives scenarios against a target. In the open model arrivals follow a schedule that the target cannot slow down; in the closed model a number of users
 * go on one journey after the other. In both a latency counts from the moment a request was due.
 *
 * <p>The door is {@link io.headroom.engine.LoadSession}. Each event loop owns its users, connections, timers and recorders; a user is a virtual thread
 * whose scheduler is that loop, so nothing on the hot path is shared or locked. A loop sleeps until something is due, but wakes at most once a millisecond
 * for arrivals unless exact pacing is asked for. What a loop measured goes to the session's caller once a second, added up over all loops.
 */
@NullMarked
package io.headroom.engine;

import org.jspecify.annotations.NullMarked;
