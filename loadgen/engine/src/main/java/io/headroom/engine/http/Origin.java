package io.headroom.engine.http;

import java.util.Locale;

/**
 * Scheme, host and port: who is spoken to (RFC 6454). Two URLs of one origin share connections and secrets; two origins share nothing.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case; an IPv6 address stands in brackets
 */
public record Origin(String scheme, String host, int port) {
    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int PORT_MAX = 65_535;

    /** Whether a template names its host itself. */
    public static boolean isIn(String url) {
        return url.regionMatches(true, 0, HTTP, 0, HTTP.length()) && url.contains("://");
    }

    /** Where the path of a whole URL begins: the first character that is no part of its origin. */
    public static int pathStart(String url) {
        int at = url.indexOf("://") + "://".length();
        while (at < url.length() && "/?#".indexOf(url.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /**
     * The origin of a whole URL.
     *
     * @throws IllegalArgumentException whose message says what is wrong with it
     */
    public static Origin of(String url) {
        int colon = url.indexOf("://");
        String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals(HTTP) && !scheme.equals(HTTPS)) {
            throw new IllegalArgumentException("it does not begin with http:// or https://");
        }
        String authority = url.substring(colon + "://".length(), pathStart(url));
        if (authority.contains("@")) {
            throw new IllegalArgumentException("a name or password in a URL is not sent: use a header instead");
        }
        int portColon = authority.lastIndexOf(':');
        boolean hasPort = portColon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, portColon) : authority;
        if (!isHost(host)) {
            throw new IllegalArgumentException("\"" + host + "\" is not the name of a host");
        }
        int port = hasPort ? port(authority.substring(portColon + 1)) : defaultPort(scheme);
        return new Origin(scheme, host.toLowerCase(Locale.ROOT), port);
    }

    public boolean isSecure() {
        return scheme.equals(HTTPS);
    }

    /** Host and port as the host header carries them: without a port that the scheme implies. */
    public String authority() {
        return port == defaultPort(scheme) ? host : host + ':' + port;
    }

    /** The host as sockets and certificates name it: without the brackets of an IPv6 address. */
    public String bareHost() {
        return isAddressInBrackets() ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether the host is a name and not an address. */
    public boolean isNamed() {
        return !isAddressInBrackets() && !host.matches("[0-9.]+");
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }

    private boolean isAddressInBrackets() {
        return host.startsWith("[");
    }

    private static int defaultPort(String scheme) {
        return scheme.equals(HTTPS) ? HTTPS_PORT : HTTP_PORT;
    }

    private static int port(String text) {
        boolean number = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(text) : -1;
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("\"" + text + "\" is not a port");
        }
        return port;
    }

    private static boolean isHost(String host) {
        boolean address = host.matches("\\[[0-9A-Fa-f:.]+(%[0-9A-Za-z._~-]+)?]");
        return address || host.matches("[0-9A-Za-z._-]+");
    }
}
