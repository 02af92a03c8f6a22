/**
 * What is wrong with how services ask each other, read from traces that were kept whole. Each detector knows one pattern; {@link io.headroom.telemetry.pattern.Diagnosis} asks them all.
 */
@NullMarked
package io.headroom.telemetry.pattern;

import org.jspecify.annotations.NullMarked;
