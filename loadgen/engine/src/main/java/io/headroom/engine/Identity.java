package io.headroom.engine;

/** Somebody who can log in, and the tokens of the last time. */
final class Identity {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** A token is renewed this long before its end, or a tenth of its life if that is shorter: requests take time to arrive. */
    private static final long MARGIN_NANOS = 10 * NANOS_PER_SECOND;

    private static final Token NONE = new Token("", 0, 0);

    /**
     * A secret with an end.
     *
     * @param value empty if there is none
     * @param since when it was asked for, on the scale of {@link Loop#now}, which is before its life began
     */
    record Token(String value, long lifeSeconds, long since) {
        long end() {
            return since + lifeSeconds * NANOS_PER_SECOND;
        }

        boolean isGoodAt(long now) {
            long margin = Math.min(MARGIN_NANOS, lifeSeconds * NANOS_PER_SECOND / 10);
            return !value.isEmpty() && end() - now > margin;
        }
    }

    private final String name;
    private final String password;
    private Token access = NONE;
    private Token refresh = NONE;

    Identity(String name, String password) {
        this.name = name;
        this.password = password;
    }

    String name() {
        return name;
    }

    String password() {
        return password;
    }

    /** What it shows a service; empty if there is none that will do for a while. */
    String accessToken(long now) {
        return access.isGoodAt(now) ? access.value() : "";
    }

    /** What it was given last. */
    String token() {
        return access.value();
    }

    /** For what it is given a new access token without its password; empty if there is none. */
    String refreshToken(long now) {
        return refresh.isGoodAt(now) ? refresh.value() : "";
    }

    /** Whether what it shows has come to its end. */
    boolean hasExpired(long now) {
        return !access.value().isEmpty() && now >= access.end();
    }

    void given(Token newAccess, Token newRefresh) {
        access = newAccess;
        refresh = newRefresh;
    }

    /** Its session is gone. */
    void forget() {
        access = NONE;
        refresh = NONE;
    }
}
