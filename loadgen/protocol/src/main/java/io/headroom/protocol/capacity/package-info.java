/** How much load a service carries, as every result document holds it: {@code headroom.run/1} of the platform, {@code headroom.capacity/1} of the command line. */
@NullMarked
package io.headroom.protocol.capacity;

import org.jspecify.annotations.NullMarked;
