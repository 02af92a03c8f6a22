/** What users write with a unit: rates, times, stages of a load, settings and where each came from. */
@NullMarked
package io.headroom.agent.quantity;

import org.jspecify.annotations.NullMarked;
