package io.headroom.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.postgresql.Driver;

/**
 * A PostgreSQL server that runs beside this process until {@link #close()}.
 *
 * <p>Its data folder outlives it: starting again in the same folder finds the same data, also after a {@code kill -9}
 * of the server or of this process. A server that a dead process left behind in that folder is stopped first. Beside
 * the folder {@code D} stand {@code D.log} (the server's log), {@code D.password} (readable by its owner only) and
 * {@code D.lock}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String DATABASE = "postgres";

    private final FolderLock lock;
    private final Postmaster postmaster;
    private final String password;

    private EmbeddedPostgres(FolderLock lock, Postmaster postmaster, String password) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.password = password;
    }

    /**
     * Starts with {@link PostgresSettings#defaults()}.
     *
     * @throws PostgresException as {@link #start(Path, PostgresSettings)}
     */
    public static EmbeddedPostgres start(Path dataDirectory) {
        return start(dataDirectory, PostgresSettings.defaults());
    }

    /**
     * Starts a server in this folder, which is made if it does not exist, and returns when it accepts connections and
     * has proven to be the server of this folder. It leaves no server behind when it does not return: because it
     * failed, was interrupted, or because this process was told to end meanwhile. Afterwards to close the server when
     * this process ends is the caller's, who may still need it then.
     *
     * @throws PostgresException when the folder is in use, not writable, full, not a data folder or of another version,
     *     or when the server does not start in time, the caller is interrupted or this process is ending; its message says which and what to do
     */
    public static EmbeddedPostgres start(Path dataDirectory, PostgresSettings settings) {
        DataDirectory directory = DataDirectory.at(dataDirectory);
        FolderLock lock = directory.lock();
        boolean serves = false;
        try {
            EmbeddedPostgres server = start(directory, settings, lock);
            serves = true;
            return server;
        } finally {
            if (!serves) {
                lock.close();
            }
        }
    }

    private static EmbeddedPostgres start(DataDirectory directory, PostgresSettings settings, FolderLock lock) {
        try (Custody custody = Custody.begin()) {
            Binaries binaries = Binaries.unpackedUnder(settings.binariesFolder());
            directory.prepare(binaries, custody);
            String password = directory.password();
            Orphan.stopIn(directory);
            Postmaster postmaster = Postmaster.start(directory, binaries, settings, custody);
            EmbeddedPostgres server = new EmbeddedPostgres(lock, postmaster, password);
            server.requireServing(directory);
            custody.handOver();
            return server;
        }
    }

    /** The address of the database {@code postgres}, without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + DATABASE;
    }

    /** The superuser of this server. */
    public String username() {
        return DataDirectory.USER;
    }

    public String password() {
        return password;
    }

    /** A port of loopback, chosen at this start. */
    public int port() {
        return postmaster.port();
    }

    /** The process id of the postmaster, the parent of all of the server's processes. */
    public long processId() {
        return postmaster.process().pid();
    }

    public boolean isAlive() {
        return postmaster.process().isAlive();
    }

    /** Completes with the exit status when the server ends, whether closed or lost. */
    public CompletableFuture<Integer> onExit() {
        return postmaster.process().onExit().thenApply(Process::exitValue);
    }

    /** Stops the server: its clients are cut off, everything committed is on disk. Closing again does nothing. */
    @Override
    public void close() {
        try {
            postmaster.stop();
        } finally {
            lock.close();
        }
    }

    private void requireServing(DataDirectory directory) {
        try {
            Path served = Path.of(servedDirectory()).toRealPath();
            if (!served.equals(directory.path())) {
                throw new PostgresException("The server on port " + port() + " serves " + served + ", not "
                        + directory.path() + ": start again.");
            }
        } catch (SQLException | IOException failure) {
            throw new PostgresException(
                    "PostgreSQL in " + directory.path() + " does not let us in: " + failure.getMessage() + ".",
                    failure);
        }
    }

    private String servedDirectory() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username());
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "30");
        // Not DriverManager, which knows only the drivers of its caller's class loader.
        try (Connection connection = new Driver().connect(jdbcUrl(), properties)) {
            if (connection == null) {
                throw new SQLException("the driver does not know " + jdbcUrl());
            }
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("show data_directory")) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
