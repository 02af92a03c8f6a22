package io.headroom.agent.capacity;

import io.headroom.agent.work.FrameEncoding;
import io.headroom.capacity.MeasuredSearch;
import io.headroom.capacity.StepRecorder;
import io.headroom.engine.Drive;
import io.headroom.engine.DriveReport;
import io.headroom.engine.Load;
import io.headroom.engine.LoadSession;
import io.headroom.engine.SessionException;
import io.headroom.engine.Shortage;
import io.headroom.engine.schedule.RateProfile;
import io.headroom.exploration.Decision.Measure;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.fleet.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Drives the steps of a search on this machine's own engine. A step begins with a ramp inside of what its warm-up cuts off, so that not all connections are
 * opened at once.
 */
final class EngineSteps implements SearchDriver {

    private final LoadSession session;
    private final Duration drain;
    private final Duration ramp;
    private final SearchDisplay display;
    private final Runnable heartbeat;
    private int drives;
    private List<Shortage> shortages = List.of();
    private Map<String, String> firstFailures = Map.of();

    /** @param heartbeat called about once a second while a step is under way */
    EngineSteps(LoadSession session, CapacityTest test, SearchDisplay display, Runnable heartbeat) {
        this.session = session;
        this.drain = test.drain();
        this.ramp = Duration.ofMillis(Math.round(500 * test.sought().preset().warmUpSeconds()));
        this.display = display;
        this.heartbeat = heartbeat;
    }

    @Override
    public MeasuredSearch.Driven drive(Measure order) throws SessionException, InterruptedException {
        StepRecorder recorded = new StepRecorder();
        display.begins(order);
        DriveReport report = drive(profile(order), frame -> {
            recorded.add(frame);
            display.show(frame);
        });
        shortages = report.shortages();
        firstFailures = report.firstFailures();
        var generator = FrameEncoding.health(report.health());
        return new MeasuredSearch.Driven(
                recorded, generator, MeasuredSearch.validity(generator), leftWork(report), Map.of(), drives);
    }

    @Override
    public StepRecorder rest(double rate, Duration length) throws SessionException, InterruptedException {
        StepRecorder recorded = new StepRecorder();
        display.rests();
        drive(RateProfile.constant(rate, length), recorded::add);
        return recorded;
    }

    @Override
    public void judged(LoadStep step) {
        display.judged(step);
    }

    @Override
    public List<Shortage> shortages() {
        return shortages;
    }

    @Override
    public Map<String, String> firstFailures() {
        return firstFailures;
    }

    private RateProfile profile(Measure order) {
        return RateProfile.ramp(0, order.rate(), ramp)
                .then(RateProfile.constant(order.rate(), order.length().minus(ramp)));
    }

    private DriveReport drive(RateProfile profile, Consumer<Frame> frames)
            throws SessionException, InterruptedException {
        Drive drive = new Drive(++drives, new Load.Open(profile), drain);
        DriveReport report = session.drive(drive, deltas -> {
            frames.accept(
                    new Frame(0, "", deltas.stream().map(FrameEncoding::window).toList()));
            heartbeat.run();
        });
        if (report.stopped()) {
            throw new InterruptedException("stopped in step " + drives);
        }
        return report;
    }

    /** Requests that were cut off or timed out may still be under way in the target. */
    private static boolean leftWork(DriveReport report) {
        return report.totals().unfinished() > 0 || report.totals().errors().containsKey("timeout");
    }
}
