/**
 * What the instance uses, as OpenTelemetry metrics. Nothing leaves the instance unless it was told where to send telemetry.
 */
@NullMarked
package io.headroom.sample.telemetry;

import org.jspecify.annotations.NullMarked;
