package io.headroom.crash;

import io.headroom.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/** A real PostgreSQL with the bench's tables, for one test class. */
final class TestDatabase implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final DataSource database;

    TestDatabase(Path folder) throws IOException, SQLException {
        postgres = EmbeddedPostgres.start(Files.createDirectories(folder).resolve("postgres"));
        database = CrashDatabase.at(postgres.jdbcUrl(), postgres.username(), postgres.password());
        CrashDatabase.migrate(database);
    }

    DataSource database() {
        return database;
    }

    void clear() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("truncate relaxation, owner_lease, written");
        }
    }

    /** When a run's lease ends, by the database's clock. */
    Instant expiry(String run) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select expires from owner_lease where run = ?")) {
            statement.setString(1, run);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getTimestamp(1).toInstant();
            }
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
