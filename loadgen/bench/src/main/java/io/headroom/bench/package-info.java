/** Headroom beside its peers, on one machine and in one run. {@link io.headroom.bench.Bench} is the program. */
@NullMarked
package io.headroom.bench;

import org.jspecify.annotations.NullMarked;
