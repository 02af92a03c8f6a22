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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
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
    private final Tracer tracer;
    private final LongSupplier nanoTime;

    @Inject
    WorkerGate(InstanceConfiguration instance, Tracer tracer) {
        this(instance.workers(), instance.serviceTime(), tracer, System::nanoTime);
    }

    WorkerGate(int workers, Duration serviceTime, Tracer tracer, LongSupplier nanoTime) {
        this.schedule = new WorkerSchedule<>(workers, serviceTime);
        this.refusal = "All %d workers are held and %d seconds of work wait already; send less or come back later."
                .formatted(workers, WorkerSchedule.QUEUE_SECONDS_MAX);
        this.tracer = tracer;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs the operation while it holds a worker and returns when the worker's turn is over: after waiting time +
     * service time, or later when the work took longer.
     *
     * @return what the operation returned
     * @throws RuntimeException the operation's own, or the refusal (answered 503) when 2 seconds of work wait already
     */
    public <T> T pass(Supplier<T> operation) {
        Turn turn = takeWorker();
        Span span = tracer.spanBuilder("hold a worker").startSpan();
        try (Scope _ = span.makeCurrent()) {
            return operation.get();
        } finally {
            long workEndNanos = nanoTime.getAsLong();
            parkUntil(turn.endNanos());
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
            return schedule.arrive(request, nanoTime.getAsLong());
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

    private void parkUntil(long endNanos) {
        long remainingNanos = endNanos - nanoTime.getAsLong();
        // An interrupt means that the process ends: then nobody needs an exact turn any more.
        while (remainingNanos > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, remainingNanos);
            remainingNanos = endNanos - nanoTime.getAsLong();
        }
    }
}
