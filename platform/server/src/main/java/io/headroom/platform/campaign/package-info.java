/** What to run: the stages of a campaign as stages of a run, from the environment's birth to its end, and the result they add up to. */
@NullMarked
package io.headroom.platform.campaign;

import org.jspecify.annotations.NullMarked;
