package io.headroom.engine;

import io.headroom.engine.http.RequestNames;
import io.headroom.engine.measurement.Recorder;
import io.headroom.scenario.FailedStepException;
import org.jspecify.annotations.Nullable;

/**
 * One strand of a user's journey, with its own thread: the journey itself, or one side of a {@code parallel}. It knows when its next step is due.
 */
final class Branch {
    private final VirtualUser user;
    private final UserThread thread;
    private long due;
    private long ended;
    /** Built and not yet sent. */
    private @Nullable Exchange unsent;
    /** Sent; ended or not; not yet counted. */
    private @Nullable Exchange current;

    private @Nullable FailedStepException counted;
    private RequestNames names;
    private @Nullable Sleeper sleeper;
    private boolean suspended;
    private int joining;

    Branch(VirtualUser user, Loop loop, RequestNames names, Runnable body) {
        this.user = user;
        this.names = names;
        this.thread = UserThread.on(loop, body);
    }

    void start(long due) {
        this.due = due;
        this.ended = due;
        thread.start();
    }

    /** A new journey on the same thread. */
    void restart(long due) {
        this.due = due;
        this.ended = due;
        unsent = null;
        current = null;
        counted = null;
        resume();
    }

    VirtualUser user() {
        return user;
    }

    /** Those of the group that it is in. */
    RequestNames names() {
        return names;
    }

    /** Enters or leaves a group. */
    void names(RequestNames within) {
        names = within;
    }

    long due() {
        return due;
    }

    /** When its last step ended. */
    long ended() {
        return ended;
    }

    Thread thread() {
        return thread.thread();
    }

    Recorder recorder() {
        return user.recorder();
    }

    /** Whether nothing was sent after this exchange. */
    boolean isLatest(Exchange exchange) {
        return current == exchange;
    }

    /** The exchange that was sent last, unless something else has happened since. */
    @Nullable
    Exchange latest() {
        return current;
    }

    /** Before anything else of this branch happens: counts its last step. */
    void goOn() {
        settle();
        throwIfCutOff();
        if (unsent != null) {
            Exchange forgotten = unsent;
            unsent = null;
            throw new FailedStepException(
                    "request-not-sent", forgotten + " was built and never sent: end it with expect(...)");
        }
    }

    Exchange building(Exchange exchange) {
        unsent = exchange;
        return exchange;
    }

    /** Sends the exchange and waits until it ended, well or not. */
    void await(Exchange exchange) {
        if (unsent != exchange) {
            throw new IllegalStateException(exchange + " was overtaken by another step of its user");
        }
        unsent = null;
        throwIfCutOff();
        current = exchange;
        user.stepBegun(exchange.due());
        recorder().begun(exchange.due());
        user.loop().submit(exchange);
        while (!exchange.hasEnded()) {
            suspend();
        }
        ended = exchange.ended();
        due = ended;
        throwIfCutOff();
    }

    /** Waits until the next step is due that long after the last one ended. */
    void think(long nanos) {
        due += nanos;
        if (due <= Loop.now()) {
            return;
        }
        sleeper = new Sleeper(this, due);
        user.loop().wake(sleeper);
        while (sleeper != null) {
            suspend();
        }
        throwIfCutOff();
    }

    /** The time has come, if it is the one that this branch still waits for. */
    void wake(Sleeper ended) {
        if (sleeper == ended) {
            sleeper = null;
            resume();
        }
    }

    private void throwIfCutOff() {
        if (user.isCutOff()) {
            throw new CutOffError();
        }
    }

    void join(int branches) {
        joining += branches;
        while (joining > 0) {
            suspend();
        }
    }

    /** A side of this branch's {@code parallel} has ended; its next step is not due before. */
    void joined(long sideEnded) {
        ended = Math.max(ended, sideEnded);
        due = Math.max(due, sideEnded);
        if (--joining == 0) {
            resume();
        }
    }

    private void suspend() {
        suspended = true;
        thread.suspend();
        suspended = false;
        user.active(this);
    }

    /** Waits for the user's next journey. */
    void rest() {
        thread.suspend();
        user.active(this);
    }

    void resume() {
        thread.resume();
    }

    /** Marks a failure as one that its exchange will count. */
    FailedStepException fail(FailedStepException failure) {
        counted = failure;
        return failure;
    }

    void settle() {
        Exchange last = current;
        current = null;
        if (last != null && last.hasEnded()) {
            last.settle(recorder());
        }
    }

    /** Counts how this branch failed; a failure that no request stands for counts as a step that began and failed. */
    void countFailure(Throwable failure) {
        settle();
        if (failure == counted) {
            return;
        }
        long now = Loop.now();
        user.stepBegun(due);
        recorder().begun(due);
        if (failure instanceof FailedStepException step) {
            recorder().failed(step.kind(), String.valueOf(step.getMessage()), now);
            counted = step;
        } else {
            recorder().failed("scenario-exception", user.describe(failure), now);
        }
    }

    /** Cuts this branch off: on the loop, while no user runs. */
    void cutOff() {
        Exchange cut = current;
        if (cut != null && !cut.hasEnded()) {
            cut.cutOff();
            current = null;
            recorder().unfinished();
        }
        sleeper = null;
        if (!suspended) {
            thread().interrupt(); // it waits for something that is not the engine's
        } else if (joining == 0) {
            resume();
        }
    }
}
