/** Processes that outlive no one: named by id and start time, recorded, and ended by a reaper when their owner is killed. */
@NullMarked
package io.headroom.localcloud.processes;

import org.jspecify.annotations.NullMarked;
