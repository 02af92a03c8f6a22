package io.headroom.platform.campaign;

import io.headroom.exploration.resilience.Assessment.Instances;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.InstanceGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks at how many instances are ordered and ready while a load is driven, on a thread of its own.
 *
 * <p>Invariant: what was seen is only written by the watching thread, and only read after it has ended.
 */
final class GroupWatch implements ProfiledLoad.Beside {

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final double NANOS_PER_SECOND = 1e9;

    private final InstanceGroup group;
    private final long begunNanos = System.nanoTime();
    private final List<Instances> seen = new ArrayList<>();
    private final Thread thread;

    private GroupWatch(InstanceGroup group, Instances first) {
        this.group = group;
        seen.add(first);
        this.thread = Thread.ofVirtual().name("group-watch").start(this::watch);
    }

    static GroupWatch begin(InstanceGroup group) throws EnvironmentFailure, InterruptedException {
        return new GroupWatch(group, instances(0, group.status()));
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
                look();
            }
        } catch (InterruptedException closed) {
            // The load is over.
        }
    }

    private void look() throws InterruptedException {
        try {
            Instances now = instances((System.nanoTime() - begunNanos) / NANOS_PER_SECOND, group.status());
            Instances before = seen.getLast();
            if (now.ordered() != before.ordered() || now.ready() != before.ready()) {
                seen.add(now);
            }
        } catch (EnvironmentFailure unavailable) {
            // Whoever drives the load asks the environment afterwards, and says so.
        }
    }

    private static Instances instances(double seconds, InstanceGroup.Status status) {
        return new Instances(seconds, status.bounds().desired(), status.ready().size());
    }

    /** Each change, the first one at the load's begin. To be asked after {@link #close}. */
    List<Instances> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
