/**
 * What is kept of the traces of a load step: each dependency's calls and times, coverage, and a few traces whole.
 */
@NullMarked
package io.headroom.telemetry.figures;

import org.jspecify.annotations.NullMarked;
