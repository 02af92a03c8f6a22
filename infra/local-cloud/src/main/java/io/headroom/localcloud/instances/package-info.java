/** A group of real service processes that is kept at its desired size, by hand or by target tracking. {@link io.headroom.localcloud.instances.InstanceGroup} is the door. */
@NullMarked
package io.headroom.localcloud.instances;

import org.jspecify.annotations.NullMarked;
