/** A load test of one scenario on this machine: what is asked, driven, measured, judged, shown and written down. */
@NullMarked
package io.headroom.agent.loadtest;

import org.jspecify.annotations.NullMarked;
