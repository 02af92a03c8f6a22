package io.headroom.sample.gate;

import io.headroom.sample.gate.Admission.Admitted;
import io.headroom.sample.gate.Admission.Queued;
import io.headroom.sample.gate.Admission.Refused;
import io.headroom.sample.gate.WorkerSchedule.Handover;
import io.headroom.sample.instance.InstanceConfiguration;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets at most {@code workers} operations run at a time and holds each worker for at least the service time, so that
 * the instance's capacity is {@code workers ÷ service time} requests/s. Waiting parks the caller's virtual thread, which
 * costs no processor time.
 *
 * <p>Invariant: the schedule is only touched under the lock, and nothing waits while holding it.
 */
@Singleton
public final class WorkerGate {

    private final WorkerSchedule<CompletableFuture<Turn>> schedule;
    private final ReentrantLock lock = new ReentrantLock();
    private final String refusal;
    private final ColdStart coldStart;
    private final Tracer tracer;

    @Inject
    WorkerGate(InstanceConfiguration instance, ColdStart coldStart, Tracer tracer) {
        this.schedule = new WorkerSchedule<>(instance.workers(), instance.serviceTime());
        this.refusal = "All %d workers are held and %d seconds of work wait already; send less or come back later."
                .formatted(instance.workers(), WorkerSchedule.QUEUE_SECONDS_MAX);
        this.coldStart = coldStart;
        this.tracer = tracer;
    }

    /**
     * Runs the operation while it holds a worker and returns when the worker's turn is over: after waiting time +
     * service time, or later when the work took longer.
     *
     * @return what the operation returned
     * @throws RuntimeException the operation's own, or the refusal (answered 503) when 2 seconds of work wait already
     */
    public <T> T pass(Supplier<T> operation) {
        coldStart.delay();
        Turn turn = takeWorker();
        Span span = tracer.spanBuilder("hold a worker").startSpan();
        try (Scope _ = span.makeCurrent()) {
            return operation.get();
        } finally {
            long workEndNanos = System.nanoTime();
            Pause.until(turn.endNanos());
            giveBack(turn, workEndNanos);
            span.end();
        }
    }

    private Turn takeWorker() {
        CompletableFuture<Turn> turn = new CompletableFuture<>();
        return switch (arrive(turn)) {
            case Admitted admitted -> admitted.turn();
            case Queued() -> waitFor(turn);
            case Refused() -> throw new QueueFullException(refusal);
        };
    }

    private Admission arrive(CompletableFuture<Turn> request) {
        lock.lock();
        try {
            return schedule.arrive(request, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    private Turn waitFor(CompletableFuture<Turn> turn) {
        Span span = tracer.spanBuilder("wait for a worker").startSpan();
        try {
            return turn.join();
        } finally {
            span.end();
        }
    }

    private void giveBack(Turn turn, long workEndNanos) {
        Optional<Handover<CompletableFuture<Turn>>> next;
        lock.lock();
        try {
            next = schedule.finish(turn, workEndNanos);
        } finally {
            lock.unlock();
        }
        next.ifPresent(handover -> handover.request().complete(handover.turn()));
    }

    /** Who holds a worker and who waits for one, at this moment. */
    public Usage usage() {
        lock.lock();
        try {
            return new Usage(schedule.held(), schedule.waiting());
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param held workers that run an operation
     * @param waiting operations in the queue
     */
    public record Usage(int held, int waiting) {}
}
