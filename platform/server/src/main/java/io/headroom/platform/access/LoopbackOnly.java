package io.headroom.platform.access;

import io.headroom.platform.home.Installation;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Until sign-in exists, only programs and pages of this machine may call. The server listens on the loopback interface; this filter keeps
 * pages of other sites out, which a browser of this machine would carry in: a foreign {@code Origin}, or a name that somebody else's DNS
 * resolves to 127.0.0.1. Another program's pages on this machine are another site, too.
 */
@ApplicationScoped
class LoopbackOnly {

    private static final int BEFORE_EVERYTHING = 10_000;
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final int port;

    LoopbackOnly(Installation installation) {
        this.port = URI.create(installation.url()).getPort();
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, BEFORE_EVERYTHING);
    }

    private void admit(RoutingContext call) {
        HttpServerRequest request = call.request();
        boolean ownHost = request.authority() != null
                && OWN_NAMES.contains(request.authority().host());
        if (ownHost && ownOrigin(request.getHeader("Origin"))) {
            call.next();
            return;
        }
        call.response()
                .setStatusCode(403)
                .putHeader("Content-Type", "application/problem+json")
                .end(
                        "{\"title\":\"Forbidden\",\"status\":403,\"code\":\"not-loopback\",\"fault\":\"user\","
                                + "\"detail\":\"this platform answers programs and pages of its own machine only: call it as http://127.0.0.1\"}");
    }

    private boolean ownOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            URI from = URI.create(origin);
            return from.getHost() != null && OWN_NAMES.contains(from.getHost()) && from.getPort() == port;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
