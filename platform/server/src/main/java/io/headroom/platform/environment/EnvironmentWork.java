package io.headroom.platform.environment;

import io.headroom.protocol.environment.EnvironmentEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this process does with one environment that stands by itself: one thing at a time, on a thread of its own, told line by line.
 *
 * <p>Invariant: everything is guarded by this object's monitor; the thread takes it only for moments.
 */
final class EnvironmentWork {

    private static final int EVENTS_MAX = 10_000;

    private final Clock clock;
    private final List<EnvironmentEvent> events = new ArrayList<>();
    private @Nullable Thread thread;
    private @Nullable String doing;
    private EnvironmentLifecycle.@Nullable Planned planned;

    EnvironmentWork(Clock clock) {
        this.clock = clock;
    }

    /** Something that takes its time, and may fail. */
    @FunctionalInterface
    interface Task {
        void perform() throws EnvironmentFailure, InterruptedException;
    }

    /** @return whether it was begun: not while something else is under way */
    synchronized boolean begin(String what, Task task, java.util.function.Consumer<String> failed) {
        if (doing != null) {
            return false;
        }
        doing = what;
        thread = Thread.ofPlatform().name("environment-" + what).start(() -> {
            try {
                task.perform();
            } catch (EnvironmentFailure failure) {
                say(what + " failed: " + failure.sentence());
                failed.accept(failure.sentence());
            } catch (InterruptedException stopped) {
                say(what + " was stopped");
                failed.accept("its " + what + " was stopped");
            } catch (RuntimeException defect) {
                say(what + " broke on a defect of Headroom's: " + defect);
                failed.accept(what + " broke on a defect of Headroom's: " + defect);
            } finally {
                ended();
            }
        });
        return true;
    }

    private synchronized void ended() {
        doing = null;
        thread = null;
    }

    /** Has Terraform end politely, and waits for it. */
    void stop() throws InterruptedException {
        working().ifPresent(Thread::interrupt);
        join();
    }

    /** Waits until nothing is under way. */
    void join() throws InterruptedException {
        Optional<Thread> working = working();
        if (working.isPresent()) {
            working.get().join();
        }
    }

    private synchronized Optional<Thread> working() {
        return Optional.ofNullable(thread);
    }

    synchronized Optional<String> doing() {
        return Optional.ofNullable(doing);
    }

    synchronized void say(String text) {
        if (events.size() < EVENTS_MAX) {
            events.add(new EnvironmentEvent(events.size() + 1L, clock.instant(), text));
        }
    }

    /** @param after sequence of the last one that is known already */
    synchronized List<EnvironmentEvent> events(long after) {
        return List.copyOf(events.subList((int) Math.clamp(after, 0, events.size()), events.size()));
    }

    synchronized void keep(EnvironmentLifecycle.Planned made) {
        planned = made;
    }

    synchronized Optional<EnvironmentLifecycle.Planned> planned() {
        return Optional.ofNullable(planned);
    }
}
