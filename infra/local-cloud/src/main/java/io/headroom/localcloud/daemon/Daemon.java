package io.headroom.localcloud.daemon;

import io.headroom.localcloud.api.CloudApi;
import io.headroom.localcloud.database.Database;
import io.headroom.localcloud.database.DistantDatabase;
import io.headroom.localcloud.folder.CloudFolder;
import io.headroom.localcloud.folder.Description;
import io.headroom.localcloud.gateway.Gateway;
import io.headroom.localcloud.instances.InstanceGroup;
import io.headroom.localcloud.instances.InstanceLaunch;
import io.headroom.localcloud.metrics.Metrics;
import io.headroom.localcloud.processes.ProcessIdentity;
import io.headroom.localcloud.processes.ProcessLedger;
import io.headroom.localcloud.processes.Reaper;
import io.headroom.localcloud.thirdparty.ThirdParty;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One environment, from its start to its end.
 *
 * <p>It ends when it is told to (API, signal) and at its expiry, whichever comes first; told or expired it removes its
 * folder too. Killed, its {@link Reaper} ends what it leaves.
 */
public final class Daemon {

    /**
     * @param expiresAt when it destroys everything, whether or not anybody is left to ask for it
     * @param instanceCommand program and arguments of an instance
     */
    public record Settings(CloudFolder folder, String runId, Instant expiresAt, List<String> instanceCommand) {}

    private static final int INSTANCES_STOP_SECONDS_MAX = 8;
    private static final System.Logger LOG = System.getLogger(Daemon.class.getName());

    private final Settings settings;
    private final InstantSource clock;
    private final Vertx vertx;
    private final ProcessLedger ledger;
    private final Reaper reaper;
    private final Database database;
    private final InstanceGroup group;
    private final Metrics metrics;
    private final CloudApi api;
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Daemon(Settings settings, InstantSource clock) {
        CloudFolder folder = settings.folder();
        this.settings = settings;
        this.clock = clock;
        this.ledger = new ProcessLedger(folder.processes());
        this.reaper = Reaper.watch(folder.path(), ledger);
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.database = new Database(folder.database(), ledger);
        ThirdParty thirdParty = new ThirdParty(vertx);
        Gateway gateway = new Gateway(vertx, clock);
        InstanceLaunch launch = new InstanceLaunch(settings.instanceCommand(), folder);
        DistantDatabase distant = new DistantDatabase(vertx);
        this.group = new InstanceGroup(
                new InstanceGroup.Parts(vertx, clock, database, distant, thirdParty, gateway, ledger, launch));
        database.onEvent(group::note);
        this.metrics = new Metrics(group, database, clock);
        this.api = new CloudApi(
                vertx,
                folder.createToken(),
                new CloudApi.Parts(database, thirdParty, group, gateway, metrics),
                this::view,
                () -> endLater("destroyed"));
    }

    /** Runs until the environment ends, then returns; the process should end with it. */
    public static void run(Settings settings, InstantSource clock) throws InterruptedException {
        Daemon daemon = new Daemon(settings, clock);
        Runtime.getRuntime().addShutdownHook(new Thread(daemon::endBySignal, "end"));
        try {
            daemon.start();
            daemon.ended.await();
        } catch (RuntimeException failure) {
            daemon.stop("failed: " + failure.getMessage());
            daemon.ended.countDown();
            throw failure;
        }
    }

    private void start() {
        String address = api.listen();
        beat.scheduleWithFixedDelay(this::beat, 0, 1, TimeUnit.SECONDS);
        CloudFolder folder = settings.folder();
        folder.describe(new Description(
                folder.name(),
                settings.runId(),
                settings.expiresAt(),
                address,
                folder.tokenFile().toString(),
                ProcessIdentity.self()));
        LOG.log(System.Logger.Level.INFO, "{0} answers at {1} until {2}", folder.name(), address, settings.expiresAt());
    }

    private CloudApi.CloudView view() {
        return new CloudApi.CloudView(
                settings.folder().name(),
                ProcessHandle.current().pid(),
                settings.runId(),
                settings.expiresAt(),
                ending.get() ? "ending" : "running");
    }

    /** Looks at the clock every time: a timer would sleep as long as the machine does. */
    private void beat() {
        try {
            if (!clock.instant().isBefore(settings.expiresAt())) {
                endLater("expired");
                return;
            }
            metrics.sample();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "The beat failed", failure);
        }
    }

    private void endLater(String reason) {
        if (ending.get()) {
            return;
        }
        Thread.ofPlatform().start(() -> {
            if (stop(reason)) {
                settings.folder().delete();
                ended.countDown();
            }
        });
    }

    private void endBySignal() {
        if (!stop("stopped by a signal")) {
            try {
                ended.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @return whether this call stopped it, false when another one has begun to */
    private boolean stop(String reason) {
        if (!ending.compareAndSet(false, true)) {
            return false;
        }
        LOG.log(System.Logger.Level.INFO, "{0} ends: {1}", settings.folder().name(), reason);
        beat.shutdownNow();
        attempt("instances", () -> group.stop(INSTANCES_STOP_SECONDS_MAX));
        attempt("database", database::stop);
        attempt(
                "network",
                () -> vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS));
        reaper.close();
        return true;
    }

    private interface Step {
        void run() throws Exception;
    }

    /** What cannot be stopped here is left to the reaper; the rest must be stopped all the same. */
    private static void attempt(String what, Step step) {
        try {
            step.run();
        } catch (Exception failure) {
            LOG.log(System.Logger.Level.ERROR, "Could not stop: " + what, failure);
        }
    }
}
