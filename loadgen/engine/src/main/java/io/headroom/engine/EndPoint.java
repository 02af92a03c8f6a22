package io.headroom.engine;

import io.headroom.engine.http.Origin;
import io.headroom.engine.http.RequestHead;
import io.headroom.engine.tls.CertificateFileException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where requests to one origin go.
 *
 * @param route how it is reached; null until somebody has found out
 * @param routes find it out
 * @param basePath comes before every request's path, without a trailing slash
 * @param head the headers that every request carries
 * @param timeout of one request
 */
record EndPoint(
        Origin origin, @Nullable Route route, Routes routes, String basePath, RequestHead head, Duration timeout) {

    /** The target's, with a route. */
    static EndPoint of(Target target) throws SessionException {
        URI url = target.baseUrl();
        Origin origin = origin(url);
        var routes = new Routes(target.security(), target.protocol());
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var head = new RequestHead(origin, target.headers());
        try {
            if (target.security().namesFiles()) {
                routes.tls(); // a mistake in them is told before anything else happens
            }
            return new EndPoint(origin, routes.find(origin), routes, basePath, head, target.timeout());
        } catch (UnknownHostException e) {
            throw new SessionException(Fault.PLATFORM, "cannot reach " + url + ": the host name is not known");
        } catch (CertificateFileException e) {
            throw new SessionException(Fault.USER, "The file " + e.getMessage() + ".");
        }
    }

    /** Another origin's: with the same patience and trust, and none of the target's headers. */
    EndPoint elsewhere(Origin other) {
        return new EndPoint(other, null, routes, "", new RequestHead(other, Map.of()), timeout);
    }

    private static Origin origin(URI url) throws SessionException {
        try {
            return Origin.of(url.toString());
        } catch (IllegalArgumentException e) {
            throw new SessionException(
                    Fault.USER,
                    "The target " + url + " is not of the form http://host:port or https://host:port: " + e.getMessage()
                            + ".");
        }
    }
}
