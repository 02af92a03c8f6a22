package io.headroom.crash;

import io.headroom.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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

    @Override
    public void close() {
        postgres.close();
    }
}
