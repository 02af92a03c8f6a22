/**
 * How much load a service carries, decided from measurements: which rate to measure next, what a measurement says, when to stop, and whether
 * several instances carry as much as one predicts. Pure code: no clock, no input or output, every random number from a seed.
 *
 * <p>{@link io.headroom.exploration.CapacitySearch} is the door: ask it for the next rate, measure, tell it what was measured. Beside it,
 * {@link io.headroom.exploration.Contrast} says whether two measurements differ.
 */
@NullMarked
package io.headroom.exploration;

import org.jspecify.annotations.NullMarked;
