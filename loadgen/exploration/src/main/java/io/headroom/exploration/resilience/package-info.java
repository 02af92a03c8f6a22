/**
 * What a service does beyond its capacity, and while instances are added: {@link io.headroom.exploration.resilience.Recovery} after an overload, {@link
 * io.headroom.exploration.resilience.Assessment} of automatic scaling.
 */
@NullMarked
package io.headroom.exploration.resilience;

import org.jspecify.annotations.NullMarked;
