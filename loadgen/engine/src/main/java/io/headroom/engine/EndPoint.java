package io.headroom.engine;

import io.headroom.engine.http.RequestHead;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/**
 * Where requests go, resolved.
 *
 * @param basePath comes before every request's path, without a trailing slash
 * @param head the headers that every request carries
 * @param timeout of one request
 */
record EndPoint(InetSocketAddress address, String basePath, RequestHead head, Duration timeout) {
    private static final int HTTP_PORT = 80;

    static EndPoint of(Target target) throws SessionException {
        URI url = target.baseUrl();
        if (!"http".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            throw new SessionException(
                    Fault.USER,
                    "The target " + url + " is not of the form http://host:port; this engine speaks plain HTTP only.");
        }
        int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
        var address = new InetSocketAddress(url.getHost(), port);
        if (address.isUnresolved()) {
            throw new SessionException(Fault.PLATFORM, "cannot reach " + url + ": the host name is not known");
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new EndPoint(address, basePath, new RequestHead(url, target.headers()), target.timeout());
    }
}
