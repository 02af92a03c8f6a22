/**
 * Why a service behaves under load as it does: detectors, each a pure function from the figures of load steps to a {@link io.headroom.finding.Finding}
 * or none. They know no spans, metrics or storage; whoever has figures brings them.
 *
 * <p>Each looks for one cause, and keeps silent when the figures have another explanation or are too few. Figures that
 * compare loads are to be brought from below the knee: above it everything slows down.
 */
@NullMarked
package io.headroom.finding;

import org.jspecify.annotations.NullMarked;
