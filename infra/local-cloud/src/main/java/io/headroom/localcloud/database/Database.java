package io.headroom.localcloud.database;

import io.headroom.localcloud.processes.ProcessLedger;
import io.headroom.localcloud.wire.Problem;
import io.headroom.postgres.EmbeddedPostgres;
import io.headroom.postgres.PostgresException;
import io.headroom.postgres.PostgresSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A real PostgreSQL server for the service. Lost, it is restarted once, on the same port and data, as a managed database
 * fails over: its clients connect again. Lost again, or not to be restarted, it stays lost.
 */
public final class Database {

    public static final int CONNECTIONS_MAX = 100;

    private static final int ANY_PORT = 0;

    /**
     * @param state {@code running}, {@code restarting} or {@code lost}
     * @param address host and port
     */
    public record View(String state, String address) {}

    /** What an instance needs to connect. */
    public record Access(String jdbcUrl, String username, String password) {}

    private final Path directory;
    private final ProcessLedger ledger;
    private final ReentrantLock starting = new ReentrantLock();
    private volatile Consumer<String> events = text -> {};
    private volatile @Nullable EmbeddedPostgres server;
    private volatile boolean restartLeft = true;
    private boolean stopped;
    private @Nullable Connection observer;

    public Database(Path directory, ProcessLedger ledger) {
        this.directory = directory;
        this.ledger = ledger;
    }

    /** @param listener is told in a sentence when the database is lost, and what became of it */
    public void onEvent(Consumer<String> listener) {
        events = listener;
    }

    /**
     * Starting again changes nothing; one that is being restarted is waited for.
     *
     * @throws Problem 409 when it is lost, 500 when it cannot be started
     */
    public View start() {
        starting.lock();
        try {
            if (stopped) {
                throw Problem.conflict("The environment is ending: create another one.");
            }
            if (server == null) {
                server = launch(ANY_PORT);
            }
            View view = view().orElseThrow();
            if (view.state().equals("lost")) {
                throw Problem.conflict("The database was lost and did not come back: destroy the environment.");
            }
            return view;
        } catch (PostgresException failure) {
            throw new Problem(500, "Database failed", "database-failed", String.valueOf(failure.getMessage()));
        } finally {
            starting.unlock();
        }
    }

    /** Absent until it was started. */
    public Optional<View> view() {
        // Read before the server: one that came back meanwhile must not look lost.
        String otherwise = restartLeft ? "restarting" : "lost";
        return Optional.ofNullable(server)
                .map(started -> new View(started.isAlive() ? "running" : otherwise, "127.0.0.1:" + started.port()));
    }

    public Optional<Access> access() {
        return Optional.ofNullable(server)
                .filter(EmbeddedPostgres::isAlive)
                .map(started -> new Access(started.jdbcUrl(), started.username(), started.password()));
    }

    /** Connections of clients, this question's own not counted; empty when the database does not answer. */
    public synchronized OptionalInt connections() {
        Optional<Access> access = access();
        if (access.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            if (observer == null || observer.isClosed()) {
                observer = connect(access.get());
            }
            try (Statement statement = observer.createStatement();
                    ResultSet result = statement.executeQuery("select count(*) from pg_stat_activity"
                            + " where backend_type = 'client backend' and pid <> pg_backend_pid()")) {
                result.next();
                return OptionalInt.of(result.getInt(1));
            }
        } catch (SQLException failure) {
            observer = null;
            return OptionalInt.empty();
        }
    }

    /** Cuts off every client; waits for a start that is under way. */
    public void stop() {
        starting.lock();
        try {
            stopped = true;
            restartLeft = false;
            EmbeddedPostgres started = server;
            if (started != null) {
                started.close();
            }
        } finally {
            starting.unlock();
        }
    }

    private EmbeddedPostgres launch(int port) {
        EmbeddedPostgres started = EmbeddedPostgres.start(
                directory,
                PostgresSettings.defaults()
                        .withPort(port)
                        .withMaxConnections(CONNECTIONS_MAX)
                        .withParameters(Map.of("shared_buffers", "64MB")));
        ledger.add(ProcessLedger.Kind.POSTGRES, started.processId());
        started.onExit().thenAcceptAsync(status -> ended(started, status), Thread::startVirtualThread);
        return started;
    }

    private void ended(EmbeddedPostgres gone, int exitStatus) {
        starting.lock();
        try {
            ledger.remove(gone.processId());
            if (stopped) {
                return;
            }
            if (!restartLeft) {
                events.accept("The database was lost again (exit status " + exitStatus + ") and is not restarted.");
                return;
            }
            events.accept("The database was lost (exit status " + exitStatus + "); it is restarted on the same port.");
            gone.close();
            server = launch(gone.port());
            restartLeft = false;
            events.accept("The database is back.");
        } catch (PostgresException failure) {
            restartLeft = false;
            events.accept("The database could not be restarted: " + failure.getMessage());
        } finally {
            starting.unlock();
        }
    }

    private static Connection connect(Access access) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", access.username());
        properties.setProperty("password", access.password());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "5");
        properties.setProperty("ApplicationName", "local-cloud metrics");
        Connection connection = new Driver().connect(access.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("the driver does not know " + access.jdbcUrl());
        }
        return connection;
    }
}
