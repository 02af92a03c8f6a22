/**
 * Nights beside platforms that die: {@code ./headroom bench nights}. {@link io.headroom.nights.Replica} is a process that does what a platform does every few
 * seconds, by the platform's own code on a real PostgreSQL, at moments that it is told; {@link io.headroom.nights.NightSeries} moves the clock and kills.
 */
@NullMarked
package io.headroom.nights;

import org.jspecify.annotations.NullMarked;
