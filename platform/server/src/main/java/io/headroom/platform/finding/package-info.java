/** What a run's figures say about why the service behaves as it does: they are brought to the detectors, and what those find is kept. */
@NullMarked
package io.headroom.platform.finding;

import org.jspecify.annotations.NullMarked;
