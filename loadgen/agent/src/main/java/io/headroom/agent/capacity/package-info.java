/** One search for the capacity of a target: asked, driven step by step, judged, shown. {@link io.headroom.agent.capacity.CapacityTestRun} is the door. */
@NullMarked
package io.headroom.agent.capacity;

import org.jspecify.annotations.NullMarked;
