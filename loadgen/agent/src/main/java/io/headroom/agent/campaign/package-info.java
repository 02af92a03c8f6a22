/** Campaigns on the command line: their runs followed and gated, and how they look. */
@NullMarked
package io.headroom.agent.campaign;

import org.jspecify.annotations.NullMarked;
