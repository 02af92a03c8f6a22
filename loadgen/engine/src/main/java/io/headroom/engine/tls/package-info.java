/**
 * Speaking TLS: whom to believe, who we are, and how a handshake that fails is named.
 */
@NullMarked
package io.headroom.engine.tls;

import org.jspecify.annotations.NullMarked;
