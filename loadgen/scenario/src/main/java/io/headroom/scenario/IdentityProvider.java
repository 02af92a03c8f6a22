package io.headroom.scenario;

/**
 * Who gives tokens, and to which client.
 *
 * @param tokenUrl OAuth 2.0 token endpoint, a whole URL
 * @param clientId client that logs in
 * @param clientSecret its secret; empty for a public client
 */
public record IdentityProvider(String tokenUrl, String clientId, String clientSecret) {

    /**
     * People who log in by name and password (grant {@code password}; in Keycloak "direct access grants"). An identity is one user's at a time, all over the
     * run; whoever has logged in before goes on with the token that is left, or refreshes it.
     *
     * @param count how many there are: numbers 1 to {@code count}
     * @param name with {@code {n}} for the number, as in {@code user-{n}}
     * @param password may have an {@code {n}} too
     */
    public Identities users(int count, String name, String password) {
        if (count < 1) {
            throw new IllegalArgumentException("identities are at least 1, not " + count);
        }
        if (count > 1 && !name.contains("{n}")) {
            throw new IllegalArgumentException(
                    "the names of " + count + " identities need their number, as in user-{n}");
        }
        return new Identities(this, count, name, password);
    }

    /** The client itself (grant {@code client_credentials}): one identity that all users share. */
    public Identities clientCredentials() {
        if (clientSecret.isEmpty()) {
            throw new IllegalArgumentException("a client logs in by its secret; " + clientId + " was given none");
        }
        return new Identities(this, 0, clientId, clientSecret);
    }
}
