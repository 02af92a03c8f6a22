package io.headroom.engine;

import io.headroom.engine.http.CookieJar;
import io.headroom.engine.http.Location;
import io.headroom.engine.http.Origin;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a redirect leads (RFC 9110, section 15.4; methods as browsers change them).
 *
 * @param method of the next request
 * @param uri absolute
 * @param keepsContent whether the body is sent again
 * @param abroad whether it has left the origin that the scenario named, so that what belongs to that one is not shown
 * @param hops how many redirects led here
 */
record Detour(String method, URI uri, boolean keepsContent, boolean abroad, int hops) {

    /** Whether this status code asks for another request. */
    static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /**
     * The next request.
     *
     * @param location as the answer says
     * @return null if it leads to nothing that speaks HTTP
     */
    @Nullable
    Detour next(int status, String location) {
        URI next = Location.resolve(uri, location);
        if (next == null) {
            return null;
        }
        boolean toGet = status == 303 ? !method.equals("HEAD") : status < 303 && method.equals("POST");
        return new Detour(
                toGet ? "GET" : method,
                next,
                keepsContent && !toGet,
                abroad || !origin().equals(Origin.of(next.toString())),
                hops + 1);
    }

    Origin origin() {
        return Origin.of(uri.toString());
    }

    /** Where cookies see it. */
    CookieJar.Place place() {
        Origin origin = origin();
        return new CookieJar.Place(
                origin.host(), uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(), origin.isSecure());
    }

    /** As the request line shows it. */
    String path() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }
}
