/** Runs of the same service in the same environment, night after night: what is ordinary, what changed, which changes people know. */
@NullMarked
package io.headroom.platform.trend;

import org.jspecify.annotations.NullMarked;
