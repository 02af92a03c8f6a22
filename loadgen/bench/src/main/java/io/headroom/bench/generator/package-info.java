/** Programs that send load: ours and its peers. */
@NullMarked
package io.headroom.bench.generator;

import org.jspecify.annotations.NullMarked;
