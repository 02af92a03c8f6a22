/**
 * How capacity grows with instances: which law the measurements follow, and what it predicts. {@link io.headroom.exploration.scaling.ScalingModel} is
 * the door.
 */
@NullMarked
package io.headroom.exploration.scaling;

import org.jspecify.annotations.NullMarked;
