/**
 * When journeys are due and which ones they are: closed formulas, no clock.
 */
@NullMarked
package io.headroom.engine.schedule;

import org.jspecify.annotations.NullMarked;
