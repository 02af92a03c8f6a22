package io.headroom.platform.home;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL that is not the platform's own, and that other platforms may use, too. Named in the environment, where no list of processes shows its
 * password.
 *
 * @param url as JDBC writes it, for example {@code jdbc:postgresql://db.example/headroom}
 */
public record SharedDatabase(String url, String username, String password) {

    private static final String URL = "HEADROOM_DATABASE_URL";
    private static final String USER = "HEADROOM_DATABASE_USER";
    private static final String PASSWORD = "HEADROOM_DATABASE_PASSWORD";
    private static final int CONNECT_SECONDS_MAX = 10;

    /** @throws StartupFailure if the address is not one of PostgreSQL's */
    public static Optional<SharedDatabase> named(Map<String, String> environment) {
        String url = environment.getOrDefault(URL, "");
        if (url.isBlank()) {
            return Optional.empty();
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw StartupFailure.usage(
                    URL + " is '" + url
                            + "': give an address such as jdbc:postgresql://HOST/DATABASE, or leave it out for a database of the platform's own");
        }
        return Optional.of(new SharedDatabase(
                url, environment.getOrDefault(USER, "headroom"), environment.getOrDefault(PASSWORD, "")));
    }

    /** @throws StartupFailure with PostgreSQL's reason, if it does not let us in */
    public void requireReachable() {
        DriverManager.setLoginTimeout(CONNECT_SECONDS_MAX);
        try (Connection connection = DriverManager.getConnection(url, username, password)) {
            connection.isValid(CONNECT_SECONDS_MAX);
        } catch (SQLException refused) {
            String reason =
                    String.valueOf(refused.getMessage()).lines().findFirst().orElse(refused.getSQLState());
            throw StartupFailure.environment(
                    "the database at " + url + " cannot be used (" + reason + "): check " + URL + ", " + USER + " and "
                            + PASSWORD,
                    refused);
        }
    }
}
