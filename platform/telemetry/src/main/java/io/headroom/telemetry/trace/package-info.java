/**
 * Spans and the traces that they make: whose load step they belong to, how they hang together, what a request waited for. Values, no I/O.
 */
@NullMarked
package io.headroom.telemetry.trace;

import org.jspecify.annotations.NullMarked;
