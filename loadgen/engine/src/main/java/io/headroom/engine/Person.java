package io.headroom.engine;

import io.headroom.engine.http.CookieJar;
import io.headroom.engine.http.HeaderLines;
import java.time.InstantSource;

/** Whom a user is on one journey: what it was given to show again. Journeys that show nothing have none. */
final class Person {
    private final CookieJar cookies = new CookieJar(InstantSource.system());
    private final HeaderLines headers = new HeaderLines();

    CookieJar cookies() {
        return cookies;
    }

    /** What is sent with each of its requests. */
    HeaderLines headers() {
        return headers;
    }

    /** What is sent with a request; to others than the target nothing that logs it in. */
    HeaderLines headers(boolean toTarget) {
        if (toTarget || !headers.has("authorization")) {
            return headers;
        }
        var others = new HeaderLines();
        others.addMissing(headers);
        others.remove("authorization");
        return others;
    }
}
