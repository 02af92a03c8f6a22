/** OTLP in; what the traces of each load step add up to. The door is {@link io.headroom.platform.telemetry.Telemetry}. */
@NullMarked
package io.headroom.platform.telemetry;

import org.jspecify.annotations.NullMarked;
