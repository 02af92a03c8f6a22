/** One execution: durable stages behind a port, takeover of what a dead platform left, outcome and events. Knows no stage by name. */
@NullMarked
package io.headroom.platform.run;

import org.jspecify.annotations.NullMarked;
