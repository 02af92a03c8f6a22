/** Campaigns as their files say them, kept; and their nights, each of which is started once. */
@NullMarked
package io.headroom.platform.schedule;

import org.jspecify.annotations.NullMarked;
