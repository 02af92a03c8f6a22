/** Agents, the work that they are given, and the frames that they send. */
@NullMarked
package io.headroom.platform.fleet;

import org.jspecify.annotations.NullMarked;
