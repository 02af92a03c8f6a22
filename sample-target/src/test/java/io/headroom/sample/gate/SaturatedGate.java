package io.headroom.sample.gate;

import io.headroom.sample.gate.Admission.Admitted;
import io.headroom.sample.gate.WorkerSchedule.Handover;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The worker schedule on a simulated clock, always with more requests than workers. Work lasts {@code work}, and each
 * wake-up is late by up to twice {@code lateness}, uniformly.
 */
final class SaturatedGate {

    /** Deep enough that a request has always arrived before the ideal start of its turn. */
    private static final int BACKLOG = 100;

    private static final long SEED = 20_251_124;

    private final int workers;
    private final Duration serviceTime;
    private final Random random = new Random(SEED);
    private Duration work = Duration.ZERO;
    private Duration lateness = Duration.ZERO;

    SaturatedGate(int workers, Duration serviceTime) {
        this.workers = workers;
        this.serviceTime = serviceTime;
    }

    SaturatedGate withWork(Duration work) {
        this.work = work;
        return this;
    }

    SaturatedGate withLateness(Duration lateness) {
        this.lateness = lateness;
        return this;
    }

    double completedPerSecond(Duration length) {
        WorkerSchedule<Integer> schedule = new WorkerSchedule<>(workers, serviceTime);
        PriorityQueue<WakeUp> wakeUps = new PriorityQueue<>(Comparator.comparingLong(WakeUp::atNanos));
        for (int request = 0; request < workers + BACKLOG; request++) {
            if (schedule.arrive(request, 0) instanceof Admitted(Turn turn)) {
                wakeUps.add(wakeUpAfter(turn, 0));
            }
        }
        long completed = 0;
        while (wakeUps.peek().atNanos() < length.toNanos()) {
            WakeUp wakeUp = wakeUps.poll();
            completed++;
            Optional<Handover<Integer>> next = schedule.finish(wakeUp.turn(), wakeUp.workEndNanos());
            next.ifPresent(handover -> wakeUps.add(wakeUpAfter(handover.turn(), wakeUp.atNanos())));
            schedule.arrive(0, wakeUp.atNanos());
        }
        return completed / (length.toNanos() / 1e9);
    }

    /** Work begins when its thread really runs, which is later than the ideal start of its turn. */
    private WakeUp wakeUpAfter(Turn turn, long runsNanos) {
        long workEndNanos = Math.max(turn.startNanos(), runsNanos) + work.toNanos();
        return new WakeUp(Math.max(turn.endNanos(), workEndNanos) + upToTwice(lateness), workEndNanos, turn);
    }

    private long upToTwice(Duration mean) {
        return mean.isZero() ? 0 : random.nextLong(2 * mean.toNanos());
    }

    @Override
    public String toString() {
        return "%d workers × %s, work %s, lateness %s, seed %d".formatted(workers, serviceTime, work, lateness, SEED);
    }

    private record WakeUp(long atNanos, long workEndNanos, Turn turn) {}
}
