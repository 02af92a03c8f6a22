package io.headroom.engine;

import io.headroom.engine.tls.Tls;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an origin is reached.
 *
 * @param addresses of its host, at least one, in the resolver's order
 * @param tls how to encrypt; null for plain text
 */
record Route(List<InetSocketAddress> addresses, @Nullable Tls tls) {}
