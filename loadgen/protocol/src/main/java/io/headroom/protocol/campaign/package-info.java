/** Campaigns as a platform keeps them. */
@NullMarked
package io.headroom.protocol.campaign;

import org.jspecify.annotations.NullMarked;
