/** What the load goes to; never only a server of ours. */
@NullMarked
package io.headroom.bench.server;

import org.jspecify.annotations.NullMarked;
