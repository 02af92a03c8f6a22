package io.headroom.engine;

import io.headroom.engine.http.Origin;
import io.headroom.engine.tls.CertificateFileException;
import io.headroom.engine.tls.Security;
import io.headroom.engine.tls.Tls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how origins are reached: asks for addresses and prepares TLS, both of which may take long. Therefore never on an event loop.
 */
final class Routes {
    private static final Executor ASIDE =
            task -> Thread.ofPlatform().daemon().name("headroom-routes").start(task);

    private final Security security;
    private final Protocol protocol;
    private @Nullable Tls tls;

    Routes(Security security, Protocol protocol) {
        this.security = security;
        this.protocol = protocol;
    }

    /** On the caller's thread. */
    Route find(Origin origin) throws UnknownHostException, CertificateFileException {
        List<InetSocketAddress> addresses = Arrays.stream(InetAddress.getAllByName(origin.bareHost()))
                .map(address -> new InetSocketAddress(address, origin.port()))
                .toList();
        return new Route(addresses, origin.isSecure() ? tls() : null, protocol);
    }

    /** On a thread of its own; fails with what {@link #find} throws. */
    CompletableFuture<Route> findAside(Origin origin) {
        var route = new CompletableFuture<Route>();
        ASIDE.execute(() -> {
            try {
                route.complete(find(origin));
            } catch (UnknownHostException | CertificateFileException | RuntimeException e) {
                route.completeExceptionally(e);
            }
        });
        return route;
    }

    private List<String> offered() {
        return switch (protocol) {
            case AUTO -> List.of(Tls.HTTP_2, Tls.HTTP_1_1);
            case HTTP_1_1 -> List.of(Tls.HTTP_1_1);
            case HTTP_2 -> List.of(Tls.HTTP_2);
        };
    }

    /** Read once, when it is needed first. */
    synchronized Tls tls() throws CertificateFileException {
        Tls known = tls;
        if (known == null) {
            known = Tls.of(security, offered());
            tls = known;
        }
        return known;
    }
}
