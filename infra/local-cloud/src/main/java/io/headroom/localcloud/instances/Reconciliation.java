package io.headroom.localcloud.instances;

import io.headroom.localcloud.instances.Instance.State;
import io.headroom.localcloud.processes.ProcessLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Brings what is to what should be, step by step. Lives on the group's thread. */
final class Reconciliation {

    /** Starting a service takes a core for seconds; more at once would only take longer each. */
    private static final int BOOTING_MAX = 2;

    private static final Duration BOOT_MAX = Duration.ofSeconds(120);
    private static final Duration DRAIN_MAX = Duration.ofSeconds(10);
    /** The gateway may just be handing a request over when an instance leaves the balancer. */
    private static final Duration DRAIN_MIN = Duration.ofMillis(300);

    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final Duration LOST_SHOWN = Duration.ofSeconds(60);
    private static final Duration RETRY_MAX = Duration.ofSeconds(15);

    private final InstanceGroup.Parts parts;
    private final InstanceLaunch.Surroundings surroundings;
    private final Executor thread;
    private final HealthCheck health;
    private final Events events;
    private final TargetTracking tracking = new TargetTracking();
    private final List<Instance> instances = new ArrayList<>();
    private @Nullable GroupSettings settings;
    private @Nullable Capacity capacity;
    private int ordered;
    private int failedBoots;
    private long forwardedBefore;

    Reconciliation(
            InstanceGroup.Parts parts, InstanceLaunch.Surroundings surroundings, Events events, Executor thread) {
        this.parts = parts;
        this.surroundings = surroundings;
        this.thread = thread;
        this.health = new HealthCheck(parts.vertx());
        this.events = events;
    }

    void apply(GroupSettings wanted, Capacity size) {
        if (settings != null && !settings.equals(wanted)) {
            events.add("The settings changed: the instances are replaced.");
        }
        settings = wanted;
        resize(size);
    }

    void resize(Capacity size) {
        Capacity next = capacity == null ? size : size.keepingTargetOf(capacity);
        if (!next.equals(capacity)) {
            events.add("Capacity is min " + next.min() + ", desired " + next.desired() + ", max " + next.max()
                    + ", autoscaling " + (next.autoscaling() ? "on." : "off."));
        }
        capacity = next;
        step();
    }

    /** One round; safe to repeat at any time. */
    void step() {
        if (settings == null || capacity == null) {
            return;
        }
        Instant now = parts.clock().instant();
        noticeExits(now);
        scaleIn(settings, capacity.desired(), now);
        scaleOut(settings, capacity.desired(), now);
        launchOrdered(now);
        checkBooting(now);
        stopDrained(now);
        instances.removeIf(instance -> instance.hasBeen(State.LOST, LOST_SHOWN, now));
        publish();
    }

    /** One evaluation of target tracking. */
    void track() {
        long forwarded = parts.gateway().forwardedTotal();
        double rate = (forwarded - forwardedBefore) / (double) TargetTracking.EVALUATION.toSeconds();
        forwardedBefore = forwarded;
        if (settings == null || capacity == null || !capacity.autoscaling()) {
            return;
        }
        int desired = tracking.desired(
                rate,
                targetPerInstance(settings, capacity),
                capacity,
                parts.clock().instant());
        if (desired != capacity.desired()) {
            events.add("Target tracking: " + Math.round(rate) + " requests/s need " + desired + " instances at "
                    + Math.round(targetPerInstance(settings, capacity)) + " each, was " + capacity.desired() + ".");
            capacity = capacity.withDesired(desired);
            step();
        }
    }

    GroupView view() {
        GroupSettings shown = Objects.requireNonNull(settings);
        Capacity size = Objects.requireNonNull(capacity);
        return new GroupView(
                shown.instanceClass(),
                shown.workers(),
                shown.serviceTime().toNanos() / 1e6,
                size.min(),
                size.max(),
                size.desired(),
                size.autoscaling(),
                targetPerInstance(shown, size),
                shown.zones(),
                shown.defects(),
                shown.bootDelay().toMillis() / 1e3,
                instances.stream()
                        .filter(instance -> instance.counts() || instance.is(State.LOST))
                        .map(Instance::view)
                        .toList(),
                events.list());
    }

    void stop(int secondsMax) {
        settings = null;
        parts.gateway().serve(List.of());
        List<Process> running = instances.stream()
                .flatMap(instance -> Optional.ofNullable(instance.process).stream())
                .filter(Process::isAlive)
                .toList();
        running.forEach(Process::destroy);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
        try {
            for (Process process : running) {
                if (!process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException interrupted) {
            running.forEach(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
        running.forEach(process -> parts.ledger().remove(process.pid()));
        instances.clear();
    }

    private void noticeExits(Instant now) {
        for (Instance instance : List.copyOf(instances)) {
            Process process = instance.process;
            if (process == null || process.isAlive() || instance.is(State.LOST)) {
                continue;
            }
            parts.ledger().remove(process.pid());
            if (instance.counts()) {
                failedBoots = instance.is(State.BOOTING) ? failedBoots + 1 : failedBoots;
                String when = instance.is(State.BOOTING) ? " ended while it booted" : " was lost";
                events.add("Instance " + instance.id + when + " (exit status " + process.exitValue()
                        + "); a replacement is ordered.");
                instance.become(State.LOST, now);
            } else {
                events.add("Instance " + instance.id + " is gone.");
                instances.remove(instance);
            }
        }
    }

    private void scaleIn(GroupSettings wanted, int desired, Instant now) {
        List<Instance> current = instances.stream().filter(Instance::counts).toList();
        List<Instance> leaving = new ArrayList<>(current.stream()
                .filter(instance -> !instance.settings.equals(wanted))
                .toList());
        List<Instance> staying = current.stream()
                .filter(instance -> instance.settings.equals(wanted))
                // What serves already stays; of the rest, what was ordered last goes first.
                .sorted(Comparator.comparing((Instance instance) -> !instance.is(State.READY)))
                .toList();
        leaving.addAll(staying.subList(Math.min(desired, staying.size()), staying.size()));
        for (Instance instance : leaving) {
            if (instance.process == null) {
                instances.remove(instance);
            } else {
                events.add("Instance " + instance.id + " is scaled in: it gets no new requests.");
                instance.become(State.DRAINING, now);
            }
        }
    }

    private void scaleOut(GroupSettings wanted, int desired, Instant now) {
        long missing = desired - instances.stream().filter(Instance::counts).count();
        for (long i = 0; i < missing; i++) {
            String id = "i-" + (++ordered);
            Instance instance = new Instance(
                    new Instance.Place(id, emptiestZone(wanted), freePort()),
                    wanted.workersBeside(
                            instances.stream().filter(Instance::counts).toList()),
                    wanted,
                    now,
                    now.plus(wanted.bootDelay()).plus(retryDelay()));
            instances.add(instance);
            events.add("Instance " + id + " is ordered in zone " + instance.zone + ".");
        }
    }

    private void launchOrdered(Instant now) {
        long booting = count(instance -> instance.is(State.BOOTING));
        for (Instance instance : List.copyOf(instances)) {
            if (booting >= BOOTING_MAX) {
                return;
            }
            if (instance.is(State.ORDERED) && !now.isBefore(instance.launchAt)) {
                launch(instance, now);
                booting++;
            }
        }
    }

    private void launch(Instance instance, Instant now) {
        try {
            Process process = parts.launch().start(instance, surroundingsOf(instance));
            parts.ledger().add(ProcessLedger.Kind.INSTANCE, process.pid());
            instance.process = process;
            instance.become(State.BOOTING, now);
            process.onExit().thenRun(() -> soon(this::step));
        } catch (IOException failure) {
            failedBoots++;
            events.add("Instance " + instance.id + " could not be started: " + failure.getMessage() + ".");
            instances.remove(instance);
        }
    }

    private InstanceLaunch.Surroundings surroundingsOf(Instance instance) {
        return instance.settings.isFarFromDatabase(instance.zone)
                ? surroundings.withDatabase(parts.distant().access(surroundings.database()))
                : surroundings;
    }

    private void checkBooting(Instant now) {
        for (Instance instance : instances) {
            if (instance.hasBeen(State.BOOTING, BOOT_MAX, now) && instance.process != null) {
                events.add("Instance " + instance.id + " is not ready after " + BOOT_MAX.toSeconds() + " s.");
                instance.process.destroyForcibly();
            } else if (instance.is(State.BOOTING) && !instance.beingChecked) {
                instance.beingChecked = true;
                health.isReady(instance.origin())
                        .onComplete(answer -> soon(() -> {
                            instance.beingChecked = false;
                            if (answer.succeeded() && answer.result()) {
                                becomeReady(instance);
                            }
                        }));
            }
        }
    }

    private void becomeReady(Instance instance) {
        if (!instance.is(State.BOOTING) || instance.hasExited()) {
            return;
        }
        Instant now = parts.clock().instant();
        failedBoots = 0;
        events.add("Instance " + instance.id + " is ready after "
                + Duration.between(instance.startedAt, now).toMillis() / 1000.0 + " s.");
        instance.become(State.READY, now);
        step();
    }

    private void stopDrained(Instant now) {
        for (Instance instance : instances) {
            Process process = instance.process;
            if (process == null) {
                continue;
            }
            boolean answered = instance.hasBeen(State.DRAINING, DRAIN_MIN, now)
                    && parts.gateway().outstanding(instance.id) == 0;
            if (answered || instance.hasBeen(State.DRAINING, DRAIN_MAX, now)) {
                instance.become(State.STOPPING, now);
                process.destroy();
            } else if (instance.hasBeen(State.STOPPING, STOP_MAX, now)) {
                process.destroyForcibly();
            }
        }
    }

    private void publish() {
        parts.gateway()
                .serve(instances.stream()
                        .filter(instance -> instance.is(State.READY))
                        .map(Instance::origin)
                        .toList());
    }

    /** Round robin, which after losses means the zone that has the fewest. */
    private String emptiestZone(GroupSettings wanted) {
        return wanted.zones().stream()
                .min(Comparator.comparingLong(
                        zone -> count(instance -> instance.counts() && instance.zone.equals(zone))))
                .orElseThrow();
    }

    /** A service that does not come up is tried ever more slowly: 0, 1, 2, 4 … s. */
    private Duration retryDelay() {
        if (failedBoots == 0) {
            return Duration.ZERO;
        }
        Duration delay = Duration.ofSeconds(1L << Math.min(failedBoots - 1, 4));
        return delay.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : delay;
    }

    private long count(Predicate<Instance> which) {
        return instances.stream().filter(which).count();
    }

    private static double targetPerInstance(GroupSettings settings, Capacity capacity) {
        return capacity.targetPerInstance().orElse(settings.capacityPerInstance() * TargetTracking.DEFAULT_UTILISATION);
    }

    /** The port may be gone when the process asks for it: then the process ends and is replaced. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void soon(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException stopped) {
            // The group is gone, and with it what there was to notice.
        }
    }
}
