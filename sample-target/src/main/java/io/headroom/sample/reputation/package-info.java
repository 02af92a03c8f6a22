/**
 * The third party that rates a name: {@link io.headroom.sample.reputation.Reputation} asks it, once per call.
 */
@NullMarked
package io.headroom.sample.reputation;

import org.jspecify.annotations.NullMarked;
