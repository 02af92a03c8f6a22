package io.headroom.engine;

import io.headroom.engine.http.CookieJar;
import io.headroom.engine.http.HeaderLines;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whom a user is on one journey: what it was given to show again. Journeys that show nothing have none. */
final class Person {
    private final CookieJar cookies = new CookieJar(InstantSource.system());
    private final HeaderLines headers = new HeaderLines();

    private @Nullable LogIn logIn;

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

    /** Becomes somebody that a service knows; a log-in before is given up, unless it is by one of the same identities. */
    LogIn logIn(VirtualUser user, IdentityPool pool) {
        if (logIn == null || !logIn.isOf(pool)) {
            leave();
            logIn = new LogIn(user, pool);
        }
        return logIn;
    }

    /** Whether the token of its log-in ends soon and another is to be had. */
    boolean isToLogInAgain() {
        return logIn != null && logIn.isToBeRefreshed();
    }

    String token() {
        return Objects.requireNonNull(logIn).token();
    }

    /** Why a service does not know it any more; empty if there is no reason. */
    String expiry() {
        return logIn == null ? "" : logIn.expiry();
    }

    /** Lets others be whom it was. */
    void leave() {
        if (logIn != null) {
            logIn.end();
            logIn = null;
        }
    }
}
