/** Rates, latencies, windows and histograms: values, no I/O. */
@NullMarked
package io.headroom.platform.measurement;

import org.jspecify.annotations.NullMarked;
