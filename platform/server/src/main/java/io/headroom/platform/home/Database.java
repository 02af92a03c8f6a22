package io.headroom.platform.home;

import io.headroom.postgres.EmbeddedPostgres;
import io.headroom.postgres.PostgresException;
import io.headroom.postgres.PostgresSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The platform's own PostgreSQL, kept alive: a server that dies is started again on the same port and folder, so that connections come back by
 * themselves. More than three deaths within an hour end the effort, since a server that keeps dying has a cause that starting does not mend.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final int RESTARTS_MAX = 3;
    private static final long RESTARTS_WINDOW_NANOS = Duration.ofHours(1).toNanos();

    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;
    private final Deque<Long> lossesNanos = new ArrayDeque<>();
    private boolean closing;
    private Consumer<String> lossListener = sentence -> {};

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

    /** Calls {@code listener} at each loss, with a sentence that says what became of it. */
    public synchronized void onLoss(Consumer<String> listener) {
        lossListener = listener;
    }

    private void watch(EmbeddedPostgres watched) {
        watched.onExit().thenAcceptAsync(status -> revive(watched, status), Thread::startVirtualThread);
    }

    private void revive(EmbeddedPostgres lost, int status) {
        replace(lost, status).ifPresent(sentence -> {
            LOG.warn(sentence);
            listener().accept(sentence);
        });
    }

    /** @return what became of it, empty if the server was not lost but closed */
    private synchronized Optional<String> replace(EmbeddedPostgres lost, int status) {
        if (closing || lost != server) {
            return Optional.empty();
        }
        String loss = "the platform's PostgreSQL was lost (exit status " + status + ")";
        if (tooOften()) {
            return Optional.of(loss + " once too often and is not started again: see " + folder + ".log");
        }
        lost.close();
        try {
            server = EmbeddedPostgres.start(folder, PostgresSettings.defaults().withPort(port));
            watch(server);
            return Optional.of(loss + " and was started again");
        } catch (PostgresException failure) {
            return Optional.of(loss + " and does not start again: " + failure.getMessage());
        }
    }

    private boolean tooOften() {
        long now = System.nanoTime();
        lossesNanos.removeIf(earlier -> now - earlier > RESTARTS_WINDOW_NANOS);
        lossesNanos.add(now);
        return lossesNanos.size() > RESTARTS_MAX;
    }

    private synchronized Consumer<String> listener() {
        return lossListener;
    }

    @Override
    public synchronized void close() {
        closing = true;
        server.close();
    }
}
