package io.headroom.engine;

import io.headroom.engine.data.RandomSource;
import io.headroom.engine.measurement.Recorder;
import io.headroom.engine.measurement.Tally;
import io.headroom.engine.measurement.WindowRecorder;
import io.headroom.engine.scenario.JourneyCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What one loop is doing: set-up, calibration, or a load step.
 *
 * <pre>
 * begin ──> arriving ── source exhausted ──> draining ── no user left ──────────> over
 *                │                               └── drain's deadline ──> cut ──> over
 *                └── stop ──> cut ── no user left, or a second later ───────────> over
 * </pre>
 */
final class Phase {
    private static final long HEARTBEAT_NANOS = 20_000_000;
    private static final long HANDOVER_NANOS = 1_000_000_000;
    private static final long UNWIND_NANOS = 1_000_000_000;

    /**
     * What all loops of a phase share.
     *
     * @param step carried by trace ids
     * @param origin when it begins, on the scale of {@link Loop#now}
     * @param windowNanos length of a measurement window
     * @param hardEnd when unfinished journeys are cut off
     * @param seed of its users' random numbers
     * @param meanRequests by journey
     * @param sampledPerSecond journeys a second on one loop whose requests ask to be traced
     * @param out where loops put what they measured
     */
    record Order(
            int step,
            long origin,
            long windowNanos,
            long hardEnd,
            long seed,
            double[] meanRequests,
            double sampledPerSecond,
            BlockingQueue<Handover> out) {}

    /**
     * What one loop measured since its last hand-over.
     *
     * @param finished its counts over the whole phase, when it is over
     * @param failure a defect of the engine, which ended it
     */
    record Handover(
            List<WindowRecorder> windows,
            @Nullable Tally finished,
            @Nullable Throwable failure) {}

    private final Loop loop;
    private final Lane lane;
    private final Source source;
    private final Order order;
    private final Recorder recorder;
    private final List<VirtualUser> users = new ArrayList<>();
    private long nextHandover;
    private long nextSweep;
    private long cutAt = Source.NEVER;
    private long cpuAtStart = -1;
    private boolean over;

    Phase(Loop loop, Lane lane, Source source, Order order) {
        this.loop = loop;
        this.lane = lane;
        this.source = source;
        this.order = order;
        this.recorder = new Recorder(order.origin(), order.windowNanos(), order.meanRequests().length);
        this.nextHandover = order.origin() + HANDOVER_NANOS;
    }

    Recorder recorder() {
        return recorder;
    }

    /** The loop woke, later than planned by so much. */
    void woke(long now, long late) {
        try {
            if (cpuAtStart < 0) {
                cpuAtStart = ThreadCpu.nanos();
                lane.traces().step(order.step());
            }
            Tally tally = recorder.tally();
            tally.stallNanosMax = Math.max(tally.stallNanosMax, late);
            if (now >= nextSweep) {
                nextSweep = now + HEARTBEAT_NANOS;
                chooseSampling(now);
                lane.origins().failLate(now);
            }
            if (cutAt == Source.NEVER) {
                beginDue(now);
            }
            recorder.roll(now);
            settleEnd(now);
        } catch (RuntimeException | Error e) {
            end(now, e);
        }
    }

    /** A rate that is not known leaves the share as it is. */
    private void chooseSampling(long now) {
        double perSecond = source.perSecond(now);
        if (perSecond > 0) {
            boolean all = perSecond <= order.sampledPerSecond();
            lane.traces().sample(all ? 1 : order.sampledPerSecond() / perSecond);
        }
    }

    /** When the loop has to wake again at the latest. */
    long nextWake(long now) {
        long due = cutAt == Source.NEVER ? source.nextDue(users.size()) : Source.NEVER;
        return Math.min(due, now + HEARTBEAT_NANOS);
    }

    /** Ends all journeys that are under way. */
    void cut(long now) {
        if (cutAt != Source.NEVER) {
            return;
        }
        cutAt = now;
        lane.origins().forgetWaiting();
        for (VirtualUser user : List.copyOf(users)) {
            user.cutOff();
        }
    }

    /**
     * A user's journey is over, well or not; false if the phase has given that user up before. Where ends make room, the next journey begins here and
     * now, for a wake-up costs more; but not after a journey that took no time at all, or those that send nothing would keep the loop for ever.
     */
    boolean ended(VirtualUser user, boolean succeeded) {
        if (over) {
            return false;
        }
        VirtualUser last = users.removeLast();
        if (last != user) {
            users.set(user.position, last);
            last.position = user.position;
        }
        long end = user.end();
        record(user, succeeded, end);
        source.ended(succeeded, end);
        lane.rest(user);
        if (source.followsEnds() && cutAt == Source.NEVER && user.begunInPass != loop.pass()) {
            beginFollowing(loop.passBegan());
        }
        loop.wakeAt(users.isEmpty() ? Loop.now() : source.nextDue(users.size()));
        return true;
    }

    private void beginFollowing(long now) {
        try {
            beginDue(now);
        } catch (RuntimeException | Error e) {
            end(now, e);
        }
    }

    private void record(VirtualUser user, boolean succeeded, long end) {
        int kind = user.journey().kind().index();
        if (succeeded) {
            recorder.journeySucceeded(kind, user.stepsBegun(), user.arrival(), end);
        } else if (user.isCutOff()) {
            recorder.journeyUnfinished(kind);
        } else {
            recorder.journeyFailed(kind, order.meanRequests()[kind] - user.stepsBegun(), user.lastDue(), end);
        }
    }

    private void beginDue(long now) {
        for (long due = source.nextDue(users.size()); due <= now; due = source.nextDue(users.size())) {
            boolean full = source.isFull(users.size());
            JourneyCode journey = source.take(now);
            int kind = journey.kind().index();
            if (full) {
                recorder.journeyDropped(kind, order.meanRequests()[kind], due, now);
                continue;
            }
            recorder.journeyBegan(kind, due, now);
            VirtualUser user = lane.user();
            user.position = users.size();
            user.begunInPass = loop.pass();
            users.add(user);
            user.begin(this, journey, due, RandomSource.combine(order.seed(), source.number()));
        }
    }

    private void settleEnd(long now) {
        if (now >= order.hardEnd()) {
            cut(now);
        }
        boolean done = users.isEmpty() && (cutAt != Source.NEVER || source.isExhausted(now));
        if (done || (cutAt != Source.NEVER && now - cutAt >= UNWIND_NANOS)) {
            end(now, null);
        } else if (now >= nextHandover) {
            nextHandover = now + HANDOVER_NANOS;
            order.out().add(new Handover(recorder.take(), null, null));
        }
    }

    private void end(long now, @Nullable Throwable failure) {
        over = true;
        users.forEach(user -> recorder.journeyUnfinished(user.journey().kind().index()));
        recorder.roll(now);
        Tally tally = recorder.tally();
        tally.cpuNanos = ThreadCpu.nanos() - Math.max(0, cpuAtStart);
        tally.connectionsExhausted = lane.origins().takeExhausted();
        loop.ended(this);
        order.out().add(new Handover(recorder.take(), tally, failure));
    }
}
