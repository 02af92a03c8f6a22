package io.headroom.crash;

import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The bench's tables in a real PostgreSQL. */
final class CrashDatabase {
    private static final int ANSWER_SECONDS_MAX = 2;
    private static final int PATIENT_SECONDS_MAX = 60;

    private CrashDatabase() {}

    static DataSource at(OwnerSpec.Places places) {
        return at(places.jdbcUrl(), places.user(), places.password());
    }

    static DataSource at(String jdbcUrl, String user, String password) {
        return at(jdbcUrl, user, password, ANSWER_SECONDS_MAX);
    }

    /** For the bench itself, which a slow disk must not take for a dead database. */
    static DataSource patient(String jdbcUrl, String user, String password) {
        return at(jdbcUrl, user, password, PATIENT_SECONDS_MAX);
    }

    private static DataSource at(String jdbcUrl, String user, String password, int answerSecondsMax) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(answerSecondsMax);
        source.setSocketTimeout(answerSecondsMax);
        return KeptConnections.of(source);
    }

    static void migrate(DataSource database) throws SQLException, IOException {
        try (InputStream script =
                        Objects.requireNonNull(CrashDatabase.class.getResourceAsStream("schema.sql"), "schema.sql");
                var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Hashes the password once instead of 4096 times: owners connect often, and none of them is tried for that. */
    static void welcomeQuickly(DataSource database, String password) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set scram_iterations = 1");
            statement.execute("alter role current_user password '" + password.replace("'", "''") + "'");
        }
    }

    /** What no owner may do: write a row whoever owns it. */
    static void overwrite(DataSource database, Relaxation next) {
        var sql = "update relaxation set state = ?, epoch = ?, body = ?, open = ? where id = ?";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, next.state().name());
            statement.setLong(2, next.epoch());
            statement.setString(3, RelaxationJson.write(next));
            statement.setBoolean(4, !next.state().isFinal());
            statement.setString(5, next.id());
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The epochs that wrote a run's rows, in the order of commits. */
    static List<Long> epochs(DataSource database, String run) throws SQLException {
        var sql = "select written.epoch from written join relaxation using (id) where run = ? order by at";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            var epochs = new ArrayList<Long>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    epochs.add(rows.getLong(1));
                }
            }
            return epochs;
        }
    }
}
