/** The process behind one environment: composes the parts, ends itself when its time is over, leaves nothing. {@link io.headroom.localcloud.daemon.Daemon} is the door. */
@NullMarked
package io.headroom.localcloud.daemon;

import org.jspecify.annotations.NullMarked;
