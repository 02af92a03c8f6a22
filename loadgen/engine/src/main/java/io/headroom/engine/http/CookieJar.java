package io.headroom.engine.http;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of one user (RFC 6265). Bounded; the oldest leaves. There is no list of public suffixes: a domain without a dot is refused, which keeps
 * {@code com} out.
 */
public final class CookieJar {
    private static final int COOKIES_MAX = 300;
    private static final int BYTES_MAX = 4_096;
    private static final Comparator<Cookie> LONGER_PATH_FIRST =
            Comparator.comparingInt(cookie -> -cookie.path().length());

    private final InstantSource clock;
    private final List<Cookie> cookies = new ArrayList<>();

    /**
     * @param clock tells when a cookie has expired
     */
    public CookieJar(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Where a request goes.
     *
     * @param host in lower case
     * @param path without the query
     * @param secure whether over TLS
     */
    public record Place(String host, String path, boolean secure) {}

    public boolean isEmpty() {
        return cookies.isEmpty();
    }

    public void clear() {
        cookies.clear();
    }

    /** Keeps what a {@code set-cookie} header of an answer from there says; what the standard has ignored is ignored. */
    public void store(String setCookie, Place from) {
        Cookie cookie = SetCookie.parse(setCookie, from, clock.millis());
        if (cookie != null) {
            keep(cookie);
        }
    }

    /** A cookie for one host and all its paths. */
    public void set(String name, String value, String host) {
        RequestHead.line("cookie", value);
        if (!SetCookie.isName(name) || !SetCookie.isValue(value)) {
            throw new IllegalArgumentException("a cookie cannot be called \"" + name + "\" and have the value \""
                    + value + "\": no control characters, commas, semicolons, spaces or quotes");
        }
        keep(new Cookie(name, value, host, true, "/", false, Long.MAX_VALUE));
    }

    /** The value of the cookie of that name whose path is longest. */
    public Optional<String> value(String name) {
        long now = clock.millis();
        return cookies.stream()
                .filter(cookie -> cookie.name().equals(name) && cookie.expiresMillis() > now)
                .sorted(LONGER_PATH_FIRST)
                .map(Cookie::value)
                .findFirst();
    }

    /** The {@code cookie} header's value for a request; null if no cookie goes there. */
    public @Nullable String header(Place to) {
        long now = clock.millis();
        List<Cookie> fitting = cookies.stream()
                .filter(cookie -> cookie.expiresMillis() > now && cookie.isFor(to))
                .sorted(LONGER_PATH_FIRST)
                .toList();
        if (fitting.isEmpty()) {
            return null;
        }
        var text = new StringBuilder();
        for (Cookie cookie : fitting) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(cookie.name())
                    .append('=')
                    .append(cookie.value());
        }
        return text.toString();
    }

    private void keep(Cookie cookie) {
        if (cookie.name().length() + cookie.value().length() > BYTES_MAX) {
            return;
        }
        int known = -1;
        for (int i = 0; i < cookies.size(); i++) {
            known = cookies.get(i).isSameAs(cookie) ? i : known;
        }
        boolean alive = cookie.expiresMillis() > clock.millis();
        if (known >= 0 && alive) {
            cookies.set(known, cookie);
        } else if (known >= 0) {
            cookies.remove(known);
        } else if (alive) {
            if (cookies.size() == COOKIES_MAX) {
                cookies.removeFirst();
            }
            cookies.add(cookie);
        }
    }
}
