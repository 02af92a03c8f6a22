/**
 * Services of known capacity on a simulated clock: what the search is tested and benched against. {@link
 * io.headroom.exploration.simulation.SimulatedTarget} is the door; {@link io.headroom.exploration.simulation.QueueTheory} knows the truth.
 */
@NullMarked
package io.headroom.exploration.simulation;

import org.jspecify.annotations.NullMarked;
