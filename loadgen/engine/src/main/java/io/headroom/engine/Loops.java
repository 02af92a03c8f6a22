package io.headroom.engine;

import io.headroom.engine.http.TraceIdentity;
import io.headroom.engine.measurement.Tally;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.measurement.WindowMerger;
import io.headroom.engine.scenario.JourneyKind;
import io.headroom.engine.schedule.Pacing;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The event loops of one session, and the caller's side of what they do: one phase at a time, on all of them. */
final class Loops {
    private static final long LEAD_NANOS = 2_000_000; // all loops know of a phase before it begins
    private static final long DELIVERY_NANOS = 1_000_000_000;
    private static final long GRACE_NANOS = 5_000_000_000L;
    private static final long STOP_GRACE_NANOS = 1_700_000_000;
    private static final long STUCK_NANOS = 1_000_000_000;
    private static final long POLL_MILLIS = 50;

    private final EventLoopGroup group;
    private final List<Loop> loops = new ArrayList<>();
    private final BooleanSupplier stopRequested;

    Loops(int count, Pacing pacing, BooleanSupplier stopRequested) {
        Transport transport = Transport.best();
        this.stopRequested = stopRequested;
        this.group = transport.newGroup(count, "headroom-loop");
        for (int i = 0; i < count; i++) {
            loops.add(new Loop(group.next(), transport, pacing));
        }
    }

    List<Loop> all() {
        return loops;
    }

    /**
     * What to do on all loops.
     *
     * @param step carried by trace ids
     * @param timing how long it takes
     * @param seed of the users' random numbers
     * @param journeys that may be begun
     * @param meanRequests by journey; zeros if nobody knows them yet
     * @param sampledPerSecond journeys a second on one loop whose requests ask to be traced
     */
    record Plan(
            int step,
            Timing timing,
            long seed,
            List<JourneyKind> journeys,
            double[] meanRequests,
            double sampledPerSecond) {

        /** Of journeys whose mean requests are not known yet. */
        static Plan unmeasured(Timing timing, long seed, List<JourneyKind> journeys) {
            return new Plan(
                    TraceIdentity.PREPARATION,
                    timing,
                    seed,
                    journeys,
                    new double[journeys.size()],
                    Double.POSITIVE_INFINITY);
        }
    }

    /**
     * How long a phase takes.
     *
     * @param window length of a measurement window
     * @param duration how long journeys may begin
     * @param drain how long they may go on afterwards
     */
    record Timing(Duration window, Duration duration, Duration drain) {
        long hardEndNanos() {
            return duration.plus(drain).toNanos();
        }
    }

    /**
     * What came of it.
     *
     * @param tally counts of all loops together
     * @param offered requests, as the windows told
     * @param busiest share of the time that the busiest loop used its core
     * @param process what the whole process took meanwhile
     * @param culprit the place in the scenario that kept an event loop for too long, if one was seen to
     * @param stopped whether a stop ended it
     */
    record Outcome(
            Tally tally, long offered, double busiest, ProcessUse process, Optional<String> culprit, boolean stopped) {}

    /**
     * Runs one phase and returns when it is over on every loop.
     *
     * @param sources what each lane's loop begins when, given the phase's origin
     * @param windows told about once a second
     */
    Outcome run(Plan plan, List<Lane> lanes, Function<Origin, Source> sources, Consumer<List<WindowDelta>> windows)
            throws SessionException {
        var running = new Running(plan, lanes, windows);
        for (Lane lane : lanes) {
            Source source = sources.apply(new Origin(lane, running.order.origin()));
            lane.loop().begin(new Phase(lane.loop(), lane, source, running.order));
        }
        return steppingBack(running);
    }

    /** Where loops have no core to spare, whoever adds up once a second what they measured must not keep them from what is due. */
    private static Outcome steppingBack(Running running) throws SessionException {
        Thread caller = Thread.currentThread();
        int usual = caller.getPriority();
        caller.setPriority(Thread.MIN_PRIORITY);
        try {
            return running.await();
        } finally {
            caller.setPriority(usual);
        }
    }

    /** One lane's phase and when it begins, on the scale of {@link Loop#now}. */
    record Origin(Lane lane, long nanos) {}

    /** Closes lanes, each on its loop. */
    void close(List<Lane> lanes) {
        var closed = new CountDownLatch(lanes.size());
        for (Lane lane : lanes) {
            lane.loop().eventLoop().execute(() -> {
                lane.close();
                closed.countDown();
            });
        }
        try {
            closed.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1_500);
    }

    /** One phase, as its caller waits for it. */
    private final class Running {
        private final Plan plan;
        private final Phase.Order order;
        private final LinkedBlockingQueue<Phase.Handover> queue = new LinkedBlockingQueue<>();
        private final WindowMerger merger;
        private final Tally total;
        private final Consumer<List<WindowDelta>> windows;
        private final ProcessUse.Meter process = new ProcessUse.Meter();
        private final LoopWatch watch;
        private final int lanes;
        private int finished;
        private long cpuNanosMax;
        private @Nullable Throwable failure;
        private boolean stopped;
        private long deadline;

        Running(Plan plan, List<Lane> lanes, Consumer<List<WindowDelta>> windows) {
            this.plan = plan;
            long origin = Loop.now() + LEAD_NANOS;
            long hardEnd = origin + plan.timing().hardEndNanos();
            this.order = new Phase.Order(
                    plan.step(),
                    origin,
                    plan.timing().window().toNanos(),
                    hardEnd,
                    plan.seed(),
                    plan.meanRequests(),
                    plan.sampledPerSecond(),
                    queue);
            this.merger = new WindowMerger(
                    plan.timing().window(),
                    plan.journeys().stream().map(JourneyKind::name).toList());
            this.total = new Tally(plan.journeys().size());
            this.watch = new LoopWatch(lanes);
            this.lanes = lanes.size();
            this.windows = windows;
            this.deadline = hardEnd + GRACE_NANOS;
        }

        Outcome await() throws SessionException {
            long nextDelivery = order.origin() + DELIVERY_NANOS;
            try {
                while (finished < lanes) {
                    take(queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS));
                    long now = Loop.now();
                    watch.look(order.origin(), now);
                    stopIfAsked(now);
                    if (now >= nextDelivery) {
                        nextDelivery = now + DELIVERY_NANOS;
                        process.look();
                        windows.accept(merger.take());
                    }
                    requireProgress(now);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                loops.forEach(Loop::cut);
                throw new SessionException(Fault.PLATFORM, "The thread that drives the load was interrupted.");
            } catch (RuntimeException e) {
                loops.forEach(Loop::cut);
                throw e;
            }
            List<WindowDelta> last = merger.take();
            if (!last.isEmpty()) {
                windows.accept(last);
            }
            return outcome();
        }

        private void take(Phase.@Nullable Handover handover) {
            if (handover == null) {
                return;
            }
            merger.add(handover.windows());
            if (handover.failure() != null) {
                failure = handover.failure();
            }
            if (handover.finished() != null) {
                finished++;
                total.add(handover.finished());
                cpuNanosMax = Math.max(cpuNanosMax, handover.finished().cpuNanos);
            }
        }

        private void stopIfAsked(long now) {
            if (stopRequested.getAsBoolean() && !stopped) {
                stopped = true;
                deadline = Math.min(deadline, now + STOP_GRACE_NANOS);
                loops.forEach(Loop::cut);
            }
        }

        private void requireProgress(long now) throws SessionException {
            if (now <= deadline) {
                return;
            }
            loops.forEach(Loop::cut);
            if (loops.stream().anyMatch(loop -> now - loop.lastWoke() > STUCK_NANOS)) {
                throw new SessionException(
                        Fault.USER,
                        "An event loop did not come back: code of the scenario keeps it busy between two steps"
                                + watch.culprit().map(place -> ", " + place).orElse("")
                                + ". Look for endless loops and blocking calls.");
            }
            throw new SessionException(
                    Fault.RESOURCES,
                    "The event loops did not come to an end in time: this machine has too little CPU for the rate.");
        }

        private Outcome outcome() throws SessionException {
            if (failure != null) {
                throw new SessionException(Fault.PLATFORM, "The load engine failed: " + failure);
            }
            Accounting.check(total, plan.journeys());
            ProcessUse use = process.use();
            return new Outcome(
                    total,
                    merger.offeredTotal(),
                    (double) cpuNanosMax / use.elapsedNanos(),
                    use,
                    watch.culprit(),
                    stopped);
        }
    }
}
