package io.headroom.agent.work;

import io.headroom.agent.platform.FleetClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.protocol.fleet.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends a frame each second while one piece of work is under way, on a thread of its own, so that a slow platform never holds the work up. A frame is
 * repeated under its sequence number until the platform has answered; windows measured meanwhile wait for the next one.
 *
 * <p>Invariant: the worker adds to {@code pending} and the sending thread takes from it, both under this object's monitor; everything else belongs to the
 * sending thread.
 */
final class WorkReporter {

    private final FleetClient fleet;
    private final String agent;
    private final String work;
    private final AgentTiming timing;
    private final PlatformContact contact;
    private final Runnable stop;
    private final Thread sender;

    private List<Frame.Window> pending = new ArrayList<>();
    private String progress = "starting";
    private boolean finished;
    private boolean undelivered;

    /**
     * @param agent identifier that the platform gave this agent
     * @param work identifier of the work
     * @param stop called when the platform wants the work stopped, or can no longer be asked; maybe more than once
     */
    WorkReporter(
            FleetClient fleet, String agent, String work, AgentTiming timing, PlatformContact contact, Runnable stop) {
        this.fleet = fleet;
        this.agent = agent;
        this.work = work;
        this.timing = timing;
        this.contact = contact;
        this.stop = stop;
        this.sender = Thread.ofVirtual().name("frames of " + work).unstarted(this::sendUntilFinished);
    }

    WorkReporter start() {
        sender.start();
        return this;
    }

    /** Says what is being done, in a few words. */
    synchronized void progress(String words) {
        progress = words;
    }

    void measured(List<WindowDelta> deltas) {
        List<Frame.Window> windows = deltas.stream().map(FrameEncoding::window).toList();
        synchronized (this) {
            pending.addAll(windows);
        }
    }

    /**
     * Sends what is left.
     *
     * @return whether the platform has everything; if not, it does not want this work any more or is lost
     */
    boolean finish() {
        synchronized (this) {
            finished = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (sender.isAlive()) {
            try {
                sender.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return !undelivered;
        }
    }

    private void sendUntilFinished() {
        try {
            long sequence = 0;
            boolean more = true;
            while (more) {
                more = awaitNextFrame();
                Frame frame = takeFrame(sequence++);
                if ((more || !frame.windows().isEmpty()) && !deliver(frame)) {
                    giveUp();
                    return;
                }
            }
        } catch (InterruptedException _) {
            giveUp();
        }
    }

    /** Whether the work goes on. */
    private synchronized boolean awaitNextFrame() throws InterruptedException {
        long until = System.nanoTime() + timing.frameEvery().toNanos();
        for (long left = timing.frameEvery().toMillis(); left > 0 && !finished; ) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
        return !finished;
    }

    private synchronized Frame takeFrame(long sequence) {
        List<Frame.Window> windows = pending;
        pending = new ArrayList<>();
        return new Frame(sequence, progress, windows);
    }

    private boolean deliver(Frame frame) throws InterruptedException {
        try {
            if (contact.insist(() -> fleet.report(agent, work, frame)).stop()) {
                stop.run();
            }
            return true;
        } catch (PlatformProblem _) {
            return false;
        }
    }

    private void giveUp() {
        synchronized (this) {
            undelivered = true;
        }
        stop.run();
    }
}
