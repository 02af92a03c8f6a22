package io.headroom.scenario;

/**
 * Log-ins that users share, for {@link User#login}:
 *
 * <pre>{@code
 * final Identities shoppers = Identities.keycloak("https://idp.example/realms/shop", "web").users(500, "user-{n}", "secret");
 * }</pre>
 *
 * @param provider who gives the tokens
 * @param count how many people there are; 0 for the client itself
 * @param name pattern of their names
 * @param password pattern of their passwords
 */
public record Identities(IdentityProvider provider, int count, String name, String password) {

    /**
     * A public client of a Keycloak realm.
     *
     * @param issuer the realm's URL, as in {@code https://idp.example/realms/shop}
     * @param clientId a client that allows direct access grants
     */
    public static IdentityProvider keycloak(String issuer, String clientId) {
        return keycloak(issuer, clientId, "");
    }

    /** As {@link #keycloak(String, String)}, a client with a secret. */
    public static IdentityProvider keycloak(String issuer, String clientId, String clientSecret) {
        String realm = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return new IdentityProvider(realm + "/protocol/openid-connect/token", clientId, clientSecret);
    }

    /**
     * A client of another provider of OAuth 2.0 tokens.
     *
     * @param tokenUrl its token endpoint, a whole URL
     */
    public static IdentityProvider oauth(String tokenUrl, String clientId, String clientSecret) {
        return new IdentityProvider(tokenUrl, clientId, clientSecret);
    }

    /** The name of the identity of that number, from 1. */
    public String name(int number) {
        return name.replace("{n}", Integer.toString(number));
    }

    /** The password of the identity of that number. */
    public String password(int number) {
        return password.replace("{n}", Integer.toString(number));
    }
}
