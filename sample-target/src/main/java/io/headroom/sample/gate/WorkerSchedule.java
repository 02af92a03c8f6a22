package io.headroom.sample.gate;

import io.headroom.sample.gate.Admission.Admitted;
import io.headroom.sample.gate.Admission.Queued;
import io.headroom.sample.gate.Admission.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Who gets a worker when: the pure decisions of the gate, in nanoseconds of any monotonic clock.
 *
 * <p>A request that arrives at {@code a} takes the worker that has been free since {@code f}, the longest idle one:
 * <pre>
 *   start = max(a, f)                                  on the ideal time line
 *   end   = start + serviceTime                        the ideal end
 *   f'    = max(end, real end of work − lateness max)  when the worker is free again
 * </pre>
 * Timers wake up late, never early, and on a busy machine threads start late too. Because {@code f'} is the ideal end
 * and not the moment of the wake-up, lateness delays one answer but does not eat capacity: the next turn starts where
 * this one ideally ended, and its rest shrinks by as much. Hence capacity = workers ÷ serviceTime exactly, as long as
 * the work fits into the turns on average. Work that takes longer falls behind the ideal line turn by turn until the
 * lateness is at its maximum; from then on the work's real length sets the pace and capacity is lower.
 *
 * <p>Requests without a worker queue first in, first out, at most {@value #QUEUE_SECONDS_MAX} seconds of work;
 * beyond that they are refused.
 *
 * <p>Invariant: a worker is idle only while nobody queues. Not thread-safe; {@link WorkerGate} guards it.
 *
 * @param <R> what stands for a waiting request
 */
final class WorkerSchedule<R> {

    static final int QUEUE_SECONDS_MAX = 2;

    /** How far a worker may run behind the ideal line and catch up: a processor's stalls, not more. */
    static final Duration LATENESS_MAX = Duration.ofMillis(100);

    private final long serviceTimeNanos;
    private final int workers;
    private final long queueLengthMax;
    private final Queue<Long> idleSinceNanos = new ArrayDeque<>();
    private final Queue<Waiting<R>> queue = new ArrayDeque<>();

    WorkerSchedule(int workers, Duration serviceTime) {
        this.workers = workers;
        this.serviceTimeNanos = serviceTime.toNanos();
        this.queueLengthMax = workers * Duration.ofSeconds(QUEUE_SECONDS_MAX).toNanos() / serviceTimeNanos;
        for (int worker = 0; worker < workers; worker++) {
            idleSinceNanos.add(Long.MIN_VALUE);
        }
    }

    /** Decides what becomes of a request that arrives now; calls must come in the order of their time. */
    Admission arrive(R request, long nowNanos) {
        Long idleSince = idleSinceNanos.poll();
        if (idleSince != null) {
            return new Admitted(turnFrom(Math.max(nowNanos, idleSince)));
        }
        if (queue.size() >= queueLengthMax) {
            return new Refused();
        }
        queue.add(new Waiting<>(request, nowNanos));
        return new Queued();
    }

    /** Gives a worker back; it goes to the request at the head of the queue, if there is one. */
    Optional<Handover<R>> finish(Turn turn, long workEndNanos) {
        long freeNanos = Math.max(turn.endNanos(), workEndNanos - LATENESS_MAX.toNanos());
        Waiting<R> next = queue.poll();
        if (next == null) {
            idleSinceNanos.add(freeNanos);
            return Optional.empty();
        }
        return Optional.of(new Handover<>(next.request(), turnFrom(Math.max(next.arrivedNanos(), freeNanos))));
    }

    /** Workers that are held now. */
    int held() {
        return workers - idleSinceNanos.size();
    }

    /** Requests that queue now. */
    int waiting() {
        return queue.size();
    }

    private Turn turnFrom(long startNanos) {
        return new Turn(startNanos, startNanos + serviceTimeNanos);
    }

    /** A worker passes to a request that waited for it. */
    record Handover<R>(R request, Turn turn) {}

    private record Waiting<R>(R request, long arrivedNanos) {}
}
