package io.headroom.exploration;

import java.util.OptionalDouble;

/**
 * Between which rates a capacity is known to lie so far, in requests/s.
 *
 * @param lower highest rate that passes below every rate that fails
 * @param upper lowest rate that fails; empty as long as none did
 */
public record Bracket(double lower, OptionalDouble upper) {}
