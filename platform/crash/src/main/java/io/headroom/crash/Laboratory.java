package io.headroom.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.postgres.EmbeddedPostgres;
import io.headroom.protection.database.Leases;
import io.headroom.protection.database.Leases.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What all crashes share: a real PostgreSQL, the stand-in cloud, a replica that takes what has expired, a JVM that starts quickly. */
final class Laboratory implements AutoCloseable {
    /** From one crash to the next over the same journal. */
    private static final String GUARD_STAYS_SECONDS = "20";

    private static final String GUARD = "io.headroom.protection.guard.HeadroomGuard";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Timings timings;
    private final EmbeddedPostgres postgres;
    private final DataSource database;
    private final StandInCloud cloud;
    private final List<String> java;
    private final Leases leases;
    private final Map<String, BlockingQueue<Lease>> expired = new ConcurrentHashMap<>();
    private final ScheduledExecutorService replica = Executors.newScheduledThreadPool(3);
    private final Pulse pulse;

    Laboratory(Path folder, Timings timings) throws IOException, InterruptedException, SQLException {
        this.folder = folder;
        this.timings = timings;
        this.java = JavaCommand.quick(folder);
        this.postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        this.cloud = new StandInCloud(folder);
        this.database = CrashDatabase.patient(postgres.jdbcUrl(), postgres.username(), postgres.password());
        CrashDatabase.migrate(database);
        CrashDatabase.welcomeQuickly(database, postgres.password());
        this.leases = new Leases(database, timings.lease());
        this.pulse = new Pulse(folder.resolve("pulse"), database);
        replica.scheduleWithFixedDelay(
                this::takeWhatHasExpired, 0, timings.sweep().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeWhatHasExpired() {
        try {
            leases.takeExpired().forEach(this::hand);
        } catch (RuntimeException databaseBusy) {
            // Scheduled again; an exception would end that.
        }
    }

    /** A run that is over keeps no lease for replicas to take again and again. */
    void forget(String run) {
        leases.release(leases.seize(run));
        expired.remove(run);
    }

    private void hand(Lease lease) {
        takenOf(lease.run()).add(lease);
    }

    private BlockingQueue<Lease> takenOf(String run) {
        return expired.computeIfAbsent(run, any -> new LinkedBlockingQueue<>());
    }

    /** Becomes a run's owner at once, as a platform does that starts again. */
    Tenure seize(String run) {
        return tenure(leases.seize(run));
    }

    /** Becomes a run's owner once the replica has taken its lease from a dead one; empty if that never comes. */
    Optional<Tenure> takeExpired(String run, Duration within) throws InterruptedException {
        var begin = System.nanoTime();
        while (System.nanoTime() - begin < within.toNanos()) {
            var lease = takenOf(run).poll(timings.sweep().toNanos(), TimeUnit.NANOSECONDS);
            // One that was taken long ago and not kept has gone to somebody else.
            if (lease != null && leases.renew(lease)) {
                return Optional.of(tenure(lease));
            }
        }
        return Optional.empty();
    }

    private Tenure tenure(Lease lease) {
        return new Tenure(leases, lease, timings.heartbeat(), replica);
    }

    /** By how much the machine was late so far. */
    Duration stalled() {
        return pulse.lost();
    }

    /** As the bench itself sees it, with all the patience that it takes: the bench is not what is tried. */
    DataSource database() {
        return database;
    }

    StandInCloud cloud() {
        return cloud;
    }

    Timings timings() {
        return timings;
    }

    List<String> java() {
        return java;
    }

    Tap tap() throws IOException {
        return new Tap(postgres.port());
    }

    /** As one crash's owner and successors see the world. */
    OwnerSpec.Places places(String run, Tap tap, Path journal) {
        return new OwnerSpec.Places(
                postgres.jdbcUrl().replace(":" + postgres.port() + "/", ":" + tap.port() + "/"),
                postgres.username(),
                postgres.password(),
                journal,
                cloud.url(run),
                cloud.tokenFile());
    }

    List<String> guardCommand(Path journal) {
        var command = new ArrayList<>(java);
        command.addAll(List.of(
                GUARD,
                journal.toString(),
                "--time-scale",
                String.valueOf(timings.scale()),
                "--stay",
                GUARD_STAYS_SECONDS));
        return command;
    }

    /** By the pid that it gives itself. */
    void killGuardOf(Path journal) throws IOException {
        long pid;
        try {
            pid = JSON.readTree(Files.readString(journal.resolve("guard/armed.json")))
                    .path("pid")
                    .asLong();
        } catch (NoSuchFileException nobody) {
            return;
        }
        ProcessHandle.of(pid).filter(Laboratory::isGuard).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** A report may outlive its guard, and its number may be somebody else's by now. */
    private static boolean isGuard(ProcessHandle process) {
        return process.info().commandLine().filter(line -> line.contains(GUARD)).isPresent();
    }

    private void killGuards() {
        try (Stream<Path> journals = Files.list(folder)) {
            for (var journal : journals.toList()) {
                killGuardOf(journal);
            }
        } catch (IOException left) {
            // They end by themselves, once nothing has been open for a while.
        }
    }

    Path subfolder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    @Override
    public void close() {
        killGuards();
        pulse.close();
        replica.shutdownNow();
        cloud.close();
        postgres.close();
    }
}
