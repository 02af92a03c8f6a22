package io.headroom.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.postgres.EmbeddedPostgres;
import io.headroom.protection.database.Leases;
import io.headroom.protection.database.Leases.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What all crashes share: a real PostgreSQL, the stand-in cloud, a replica that takes what has expired, a JVM that starts quickly. */
final class Laboratory implements AutoCloseable {
    /** From one crash to the next over the same journal. */
    private static final String GUARD_STAYS_SECONDS = "20";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Timings timings;
    private final EmbeddedPostgres postgres;
    private final StandInCloud cloud;
    private final List<String> java;
    private final Leases leases;
    private final Map<String, CompletableFuture<Lease>> wanted = new ConcurrentHashMap<>();
    private final ScheduledExecutorService replica = Executors.newSingleThreadScheduledExecutor();

    Laboratory(Path folder, Timings timings) throws IOException, InterruptedException, SQLException {
        this.folder = folder;
        this.timings = timings;
        this.java = JavaCommand.quick(folder);
        this.postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        this.cloud = new StandInCloud(folder);
        CrashDatabase.migrate(database());
        this.leases = new Leases(database(), timings.lease());
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
        wanted.remove(run);
    }

    private void hand(Lease lease) {
        var waiting = wanted.get(lease.run());
        if (waiting != null) {
            waiting.complete(lease);
        }
    }

    /** The lease of a run, once the replica has taken it from a dead owner. */
    CompletableFuture<Lease> expiredLeaseOf(String run) {
        return wanted.computeIfAbsent(run, any -> new CompletableFuture<>());
    }

    /** Without any tap before it. */
    DataSource database() {
        return CrashDatabase.at(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    Leases leases() {
        return leases;
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
                "io.headroom.protection.guard.HeadroomGuard",
                journal.toString(),
                "--time-scale",
                String.valueOf(timings.scale()),
                "--stay",
                GUARD_STAYS_SECONDS));
        return command;
    }

    /** By the pid that it gives itself. */
    void killGuardOf(Path journal) throws IOException {
        var report = journal.resolve("guard/armed.json");
        if (Files.exists(report)) {
            var pid = JSON.readTree(Files.readString(report)).path("pid").asLong();
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
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
        replica.shutdownNow();
        cloud.close();
        postgres.close();
    }
}
