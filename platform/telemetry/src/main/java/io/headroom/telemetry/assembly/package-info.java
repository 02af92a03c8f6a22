/**
 * Spans arrive in any order and from many processes; traces leave when they have been quiet, in bounded memory.
 */
@NullMarked
package io.headroom.telemetry.assembly;

import org.jspecify.annotations.NullMarked;
