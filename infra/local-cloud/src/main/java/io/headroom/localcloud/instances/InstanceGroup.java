package io.headroom.localcloud.instances;

import io.headroom.localcloud.database.Database;
import io.headroom.localcloud.database.DistantDatabase;
import io.headroom.localcloud.gateway.Gateway;
import io.headroom.localcloud.processes.ProcessLedger;
import io.headroom.localcloud.thirdparty.ThirdParty;
import io.headroom.localcloud.wire.Json;
import io.headroom.localcloud.wire.Problem;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A group of service processes that is kept at its desired size.
 *
 * <p>All of its state belongs to one thread, which reconciles what is with what should be a few times a second, and at
 * once when a process ends.
 */
public final class InstanceGroup {

    /** What the group works with. */
    public record Parts(
            Vertx vertx,
            InstantSource clock,
            Database database,
            DistantDatabase distant,
            ThirdParty thirdParty,
            Gateway gateway,
            ProcessLedger ledger,
            InstanceLaunch launch) {}

    private static final int RECONCILE_MILLIS = 200;
    private static final System.Logger LOG = System.getLogger(InstanceGroup.class.getName());

    private final Parts parts;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("instance-group").factory());
    private final Events events;
    private @Nullable Reconciliation reconciliation;

    public InstanceGroup(Parts parts) {
        this.parts = parts;
        this.events = new Events(parts.clock());
        thread.scheduleWithFixedDelay(this::reconcile, RECONCILE_MILLIS, RECONCILE_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(
                this::track,
                TargetTracking.EVALUATION.toMillis(),
                TargetTracking.EVALUATION.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Makes the group, or changes it: other instances replace those whose settings differ.
     *
     * @param json the body of {@code PUT /v1/instance-groups/profile}
     * @throws Problem 409 when database or third party are missing, 422 naming the field that does not fit
     */
    public GroupView apply(String json) {
        GroupSettings.Request request = Json.read(json, GroupSettings.Request.class);
        GroupSettings settings = request.settings();
        Capacity capacity = request.capacity();
        InstanceLaunch.Surroundings surroundings = surroundings();
        return onThread(() -> {
            if (reconciliation == null) {
                reconciliation = new Reconciliation(parts, surroundings, events, thread);
            }
            reconciliation.apply(settings, capacity);
            return reconciliation.view();
        });
    }

    /**
     * Changes the size; instances come and go asynchronously.
     *
     * @param json the body of {@code PUT /v1/instance-groups/profile/capacity}
     * @throws Problem 404 when there is no group yet, 422 naming the field that does not fit
     */
    public GroupView resize(String json) {
        Capacity capacity = Json.read(json, Capacity.Request.class).capacity();
        return onThread(() -> {
            if (reconciliation == null) {
                throw Problem.absent("There is no instance group yet: PUT /v1/instance-groups/profile first.");
            }
            reconciliation.resize(capacity);
            return reconciliation.view();
        });
    }

    /** Absent until it was made. */
    public Optional<GroupView> view() {
        return onThread(() -> Optional.ofNullable(reconciliation).map(Reconciliation::view));
    }

    /** Adds to the events what happened to something that the instances need. */
    public void note(String text) {
        try {
            thread.execute(() -> events.add(text));
        } catch (RejectedExecutionException stopped) {
            // The group is gone, and nobody reads its events any more.
        }
    }

    /** Ends every instance: asked first, killed after {@code secondsMax}. */
    public void stop(int secondsMax) {
        onThread(() -> {
            if (reconciliation != null) {
                reconciliation.stop(secondsMax);
                reconciliation = null;
            }
            return "stopped";
        });
        thread.shutdown();
    }

    private InstanceLaunch.Surroundings surroundings() {
        Database.Access database = parts.database()
                .access()
                .orElseThrow(() -> Problem.conflict("The instances need a database: PUT /v1/database first."));
        ThirdParty.View thirdParty = parts.thirdParty()
                .view()
                .orElseThrow(() -> Problem.conflict("The instances need the third party: PUT /v1/third-party first."));
        return new InstanceLaunch.Surroundings(database, thirdParty.address());
    }

    private void reconcile() {
        try {
            if (reconciliation != null) {
                reconciliation.step();
            }
        } catch (RuntimeException failure) {
            // The next round tries again; a scheduled task that throws would never run again.
            LOG.log(System.Logger.Level.ERROR, "The instance group could not be reconciled", failure);
        }
    }

    private void track() {
        if (reconciliation != null) {
            reconciliation.track();
        }
    }

    private <T> T onThread(Callable<T> task) {
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return task.call();
                                } catch (RuntimeException failure) {
                                    throw failure;
                                } catch (Exception failure) {
                                    throw new CompletionException(failure);
                                }
                            },
                            thread)
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }
}
