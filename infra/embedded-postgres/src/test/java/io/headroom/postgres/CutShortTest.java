package io.headroom.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start that does not come to its end leaves no server; one that did leaves the server to its owner. */
@Timeout(60)
class CutShortTest {

    @TempDir
    private Path folder;

    @Test
    void anOwnerThatIsTerminatedRightAfterTheLaunchLeavesNoServer() throws Exception {
        terminateOnce(data -> true);
    }

    @Test
    void anOwnerThatIsTerminatedWhileTheServerIsProvenLeavesNoServer() throws Exception {
        terminateOnce(data -> PostmasterFile.read(DataDirectory.at(data))
                .filter(file -> file.state().equals("ready"))
                .isPresent());
    }

    @Test
    void anInterruptedStartLeavesNoServer() throws Exception {
        Path data = anOldFolder();
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread starting = Thread.ofPlatform().start(() -> {
            try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
                outcome.complete("started " + server.processId());
            } catch (PostgresException failure) {
                outcome.complete(String.valueOf(failure.getMessage()));
            }
        });
        ProcessHandle server = eventually(() -> serverOf(ProcessHandle.current(), data));
        // Stopped, it cannot become ready before the interrupt.
        signal("STOP", server.pid());
        starting.interrupt();
        assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo("The start of PostgreSQL was interrupted.");
        assertThat(server.isAlive()).isFalse();
        EmbeddedPostgres.start(data).close();
    }

    @Test
    void aServerThatWasKilledWhileItWroteItsFileDoesNotKeepTheNextFromStarting() throws Exception {
        Path data = anOldFolder();
        Files.createFile(data.resolve("postmaster.pid"));
        EmbeddedPostgres.start(data).close();
        assertThat(data.resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void anOwnersOwnEndFindsTheServerRunning() throws Exception {
        Process owner = new Child(StartAndClose.class, folder.resolve("data")).start();
        try (BufferedReader output = owner.inputReader()) {
            long server = Long.parseLong(output.readLine());
            owner.toHandle().destroy();
            assertThat(output.readLine()).isEqualTo("answers 1");
            assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(isAlive(server)).isFalse();
        } finally {
            owner.destroyForcibly();
        }
    }

    private interface Moment {
        boolean hasCome(Path data);
    }

    private void terminateOnce(Moment moment) throws Exception {
        Path data = aFolderWhoseServerDoesNotLetAnybodyIn();
        Process owner = new Child(StartAndDie.class, data).start();
        try {
            ProcessHandle server = eventually(() -> serverOf(owner.toHandle(), data));
            eventually(() -> moment.hasCome(data));
            assertThat(server.isAlive()).isTrue();
            owner.toHandle().destroy();
            assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(isAlive(server.pid())).isFalse();
            assertThat(data.resolve("postmaster.pid")).doesNotExist();
        } finally {
            owner.destroyForcibly();
        }
    }

    /** The start's own first connection waits, so that it cannot return before the signal comes. */
    private Path aFolderWhoseServerDoesNotLetAnybodyIn() throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data);
                Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create function wait() returns event_trigger language plpgsql as"
                    + " 'begin perform pg_sleep(50); end'");
            statement.execute("create event trigger wait on login execute function wait()");
        }
        return data.toRealPath();
    }

    private Path anOldFolder() throws IOException {
        Path data = folder.resolve("data");
        EmbeddedPostgres.start(data).close();
        return data.toRealPath();
    }

    /** Already while it is the program that will become the server. */
    private static Optional<ProcessHandle> serverOf(ProcessHandle owner, Path data) {
        return owner.children()
                .filter(child -> child.info()
                        .commandLine()
                        .filter(line -> line.contains("-D " + data))
                        .isPresent())
                .findFirst();
    }

    /** A process that nobody collects stays visible after its end. */
    private static boolean isAlive(long pid) {
        return Files.exists(Path.of("/proc", String.valueOf(pid), "exe"));
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
    }

    private static void eventually(BooleanSupplier condition) {
        eventually(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    private static <T> T eventually(Supplier<Optional<T>> source) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Optional<T> found = source.get();
        while (found.isEmpty()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            found = source.get();
        }
        return found.get();
    }
}
