/**
 * OTLP over HTTP without sockets: a request's bytes in, spans and data points out, and the answer that the specification asks for.
 */
@NullMarked
package io.headroom.telemetry.otlp;

import org.jspecify.annotations.NullMarked;
