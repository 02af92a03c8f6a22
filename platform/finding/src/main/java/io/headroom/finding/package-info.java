/**
 * Why a service behaves under load as it does: detectors, each a pure function from the figures of load steps to a {@link io.headroom.finding.Finding}
 * or none. They know no spans, metrics or storage; whoever has figures brings them.
 *
 * <p>Each looks for one cause, and keeps silent when the figures have another explanation or are too few. Steps above the knee are not to be brought:
 * there everything slows down.
 */
@NullMarked
package io.headroom.finding;

import org.jspecify.annotations.NullMarked;
