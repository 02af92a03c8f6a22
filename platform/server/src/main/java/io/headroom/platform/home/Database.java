package io.headroom.platform.home;

import io.headroom.postgres.EmbeddedPostgres;
import io.headroom.postgres.PostgresException;
import io.headroom.postgres.PostgresSettings;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * The platform's own PostgreSQL, kept alive: a server that dies is started again on the same port and folder, so that connections come back by
 * themselves. Three deaths end the effort, since a server that keeps dying has a cause that starting does not mend.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final int RESTARTS_MAX = 3;

    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;
    private int restarts;
    private boolean closing;

    private Database(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
        this.port = server.port();
        watch(server);
    }

    /** @throws StartupFailure with PostgreSQL's reason in one sentence */
    public static Database start(Path folder) {
        try {
            return new Database(folder, EmbeddedPostgres.start(folder));
        } catch (PostgresException failure) {
            throw StartupFailure.environment(String.valueOf(failure.getMessage()), failure);
        }
    }

    public synchronized String jdbcUrl() {
        return server.jdbcUrl();
    }

    public synchronized String username() {
        return server.username();
    }

    public synchronized String password() {
        return server.password();
    }

    private void watch(EmbeddedPostgres watched) {
        watched.onExit().thenAcceptAsync(status -> revive(watched, status), Thread::startVirtualThread);
    }

    private synchronized void revive(EmbeddedPostgres lost, int status) {
        if (closing || lost != server) {
            return;
        }
        if (++restarts > RESTARTS_MAX) {
            LOG.errorf("PostgreSQL was lost %d times and is not started again: see %s.log", restarts, folder);
            return;
        }
        LOG.warnf("PostgreSQL was lost (exit status %d) and is started again", status);
        lost.close();
        try {
            server = EmbeddedPostgres.start(folder, PostgresSettings.defaults().withPort(port));
            watch(server);
        } catch (PostgresException failure) {
            LOG.errorf("PostgreSQL does not start again: %s", failure.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        closing = true;
        server.close();
    }
}
