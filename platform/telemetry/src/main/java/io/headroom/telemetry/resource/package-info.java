/**
 * What processes' metrics say while a load step runs: levels, rates and means of each series, in bounded memory.
 */
@NullMarked
package io.headroom.telemetry.resource;

import org.jspecify.annotations.NullMarked;
