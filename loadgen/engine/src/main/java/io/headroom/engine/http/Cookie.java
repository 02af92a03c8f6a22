package io.headroom.engine.http;

/**
 * A cookie as it is kept (RFC 6265, section 5.3).
 *
 * @param domain in lower case; the host that set it, or a domain above
 * @param hostOnly whether only that very host gets it
 * @param path begins with a slash
 * @param expiresMillis since the epoch; {@link Long#MAX_VALUE} if it lasts as long as its user's journey
 */
record Cookie(
        String name, String value, String domain, boolean hostOnly, String path, boolean secure, long expiresMillis) {

    boolean isSameAs(Cookie other) {
        return name.equals(other.name) && domain.equals(other.domain) && path.equals(other.path);
    }

    boolean isFor(CookieJar.Place place) {
        return (hostOnly ? place.host().equals(domain) : isWithin(place.host(), domain))
                && isBelow(place.path(), path)
                && (place.secure() || !secure);
    }

    /** Whether the host is the domain or one of its subdomains; an address has none. */
    static boolean isWithin(String host, String domain) {
        return host.equals(domain)
                || (host.endsWith(domain)
                        && host.charAt(host.length() - domain.length() - 1) == '.'
                        && !isAddress(host));
    }

    private static boolean isBelow(String path, String cookiePath) {
        return path.startsWith(cookiePath)
                && (path.length() == cookiePath.length()
                        || cookiePath.endsWith("/")
                        || path.charAt(cookiePath.length()) == '/');
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
