/**
 * A capacity search and somebody who drives its load steps: what both the platform and the command line do, once. {@link
 * io.headroom.capacity.MeasuredSearch} is the door; {@link io.headroom.capacity.StepRecorder} makes windows of what agents report.
 */
@NullMarked
package io.headroom.capacity;

import org.jspecify.annotations.NullMarked;
