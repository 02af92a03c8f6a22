/**
 * Counts and latencies: what each event loop notes without locks, and what all of them add up to.
 */
@NullMarked
package io.headroom.engine.measurement;

import org.jspecify.annotations.NullMarked;
