package io.headroom.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.scenario.FailedStepException;
import io.headroom.scenario.Request;
import io.headroom.scenario.Response;
import java.io.IOException;

/**
 * A user's log-in by an identity, for one journey (RFC 6749). Its requests are steps of the journey like any other.
 *
 * <pre>
 * access token left ──> use it
 * refresh token left ── grant refresh_token ── 200 ──> use it
 *                              └── 400, 401: the session is gone ─┐
 * nothing left ── grant password, or client_credentials  <────────┘
 *                              ├── 200 ──> use it
 *                              └── else: login-failed
 * </pre>
 */
final class LogIn {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    /** For providers that do not say how long a token lives. */
    private static final long LIFE_SECONDS = 300;

    private static final long REFRESH_LIFE_SECONDS = 86_400;

    private final VirtualUser user;
    private final IdentityPool pool;
    private final Identity identity;
    /** Its own requests need no token. */
    private boolean asking;

    LogIn(VirtualUser user, IdentityPool pool) {
        this.user = user;
        this.pool = pool;
        this.identity = pool.take();
    }

    /** The token to show, got anew if need be. */
    String token() {
        String left = identity.accessToken(Loop.now());
        if (!left.isEmpty()) {
            return left;
        }
        asking = true;
        try {
            if (!refresh()) {
                begin();
            }
        } finally {
            asking = false;
        }
        return identity.token();
    }

    /** Whether the token will soon have expired and can be had anew without somebody's password. */
    boolean isToBeRefreshed() {
        long now = Loop.now();
        boolean possible = !pool.isOfPeople() || !identity.refreshToken(now).isEmpty();
        return !asking && possible && identity.accessToken(now).isEmpty();
    }

    /** What a service refuses with 401 because it came too late; empty if that is not why. */
    String expiry() {
        return identity.hasExpired(Loop.now()) ? "the token of " + identity.name() + " has expired" : "";
    }

    boolean isOf(IdentityPool other) {
        return pool == other;
    }

    void end() {
        pool.giveBack(identity);
    }

    private boolean refresh() {
        long now = Loop.now();
        String token = identity.refreshToken(now);
        if (token.isEmpty()) {
            return false;
        }
        Response answer = asking("refresh_token").form("refresh_token", token).expect(OK, BAD_REQUEST, UNAUTHORIZED);
        if (answer.status() != OK) {
            identity.forget();
            return false;
        }
        take(answer, now);
        return true;
    }

    private void begin() {
        long now = Loop.now();
        Request request = pool.isOfPeople()
                ? asking("password").form("username", identity.name()).form("password", identity.password())
                : asking("client_credentials");
        Response answer = request.expect(OK, BAD_REQUEST, UNAUTHORIZED);
        if (answer.status() != OK) {
            throw failed("was refused: " + answer.text().lines().findFirst().orElse("no reason given"));
        }
        take(answer, now);
    }

    private Request asking(String grant) {
        var provider = pool.identities().provider();
        Request request =
                user.post(provider.tokenUrl()).form("grant_type", grant).form("client_id", provider.clientId());
        return provider.clientSecret().isEmpty() ? request : request.form("client_secret", provider.clientSecret());
    }

    private void take(Response answer, long since) {
        JsonNode grant;
        try {
            grant = user.json().tree(answer.bytes());
        } catch (IOException e) {
            throw failed("was answered by what is no JSON");
        }
        String access = grant.path("access_token").asText();
        if (access.isEmpty()) {
            throw failed("was answered without an access_token");
        }
        long seconds = grant.path("expires_in").asLong(LIFE_SECONDS);
        long refreshSeconds = grant.path("refresh_expires_in").asLong();
        identity.given(
                new Identity.Token(access, seconds, since),
                new Identity.Token(
                        grant.path("refresh_token").asText(),
                        refreshSeconds > 0 ? refreshSeconds : REFRESH_LIFE_SECONDS,
                        since));
    }

    private FailedStepException failed(String how) {
        return user.failLatest("login-failed", "the log-in of " + identity.name() + ' ' + how);
    }
}
