/** Whole capacity searches against simulated services of known capacity: how often the answer holds the truth, and what it takes. */
@NullMarked
package io.headroom.bench.search;

import org.jspecify.annotations.NullMarked;
