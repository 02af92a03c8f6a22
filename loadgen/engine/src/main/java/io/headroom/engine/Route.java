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
 * @param protocol which HTTP is spoken
 */
record Route(List<InetSocketAddress> addresses, @Nullable Tls tls, Protocol protocol) {
    /** Whether one connection may turn out to be enough for many exchanges at a time. */
    boolean maySpeakHttp2() {
        return protocol == Protocol.HTTP_2 || (protocol == Protocol.AUTO && tls != null);
    }
}
