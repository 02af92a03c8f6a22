package io.headroom.platform.campaign;

import io.headroom.capacity.Figures;
import io.headroom.capacity.LiveFigures;
import io.headroom.capacity.StepRecorder.Summary;
import io.headroom.exploration.CapacitySearch;
import io.headroom.platform.run.RunContext;
import io.headroom.protocol.capacity.Bracket;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.run.RunEvent;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says once a second how a load step goes, and in the end what it was judged to be. */
final class StepProgress {

    private static final double NANOS_PER_SECOND = 1e9;

    private final RunContext context;
    private final Place place;
    private final LoadProfile load;
    private final Duration remaining;
    private final long begunNanos = System.nanoTime();
    private final LiveFigures live = new LiveFigures();

    /**
     * Where a load step belongs.
     *
     * @param step its number within the run
     * @param instances how many it begins with
     */
    record Place(String stage, int step, int instances) {

        Place withStep(int number) {
            return new Place(stage, number, instances);
        }
    }

    /** @param remaining until the stage ends, as an estimate */
    StepProgress(RunContext context, Place place, LoadProfile load, Duration remaining) {
        this.context = context;
        this.place = place;
        this.load = load;
        this.remaining = remaining;
    }

    void show(Frame frame) {
        live.of(frame).ifPresent(this::show);
    }

    private void show(Summary latest) {
        long nowNanos = System.nanoTime();
        double elapsedSeconds = (nowNanos - begunNanos) / NANOS_PER_SECOND;
        long answered = latest.completed() + latest.failed();
        double errorShare = (double) latest.failed() / answered;
        context.publish((sequence, at) -> new RunEvent.Progress(
                sequence,
                at,
                place.stage(),
                place.step(),
                place.instances(),
                Figures.rounded(load.rateAt(elapsedSeconds)),
                Figures.rounded(latest.throughput()),
                Figures.millis(latest.response(), 50),
                Figures.millis(latest.response(), 95),
                Figures.millis(latest.response(), 99),
                Figures.millis(latest.response(), 100),
                Figures.rounded(errorShare),
                latest.inFlight(),
                Math.max(0, seconds(load.length()) - elapsedSeconds),
                Math.max(0, seconds(remaining) - elapsedSeconds)));
    }

    void judged(LoadStep measured, CapacitySearch search) {
        context.publish((sequence, at) -> new RunEvent.StepMeasured(
                sequence,
                at,
                place.stage(),
                place.step(),
                place.instances(),
                measured,
                bracket(search.knee()),
                bracket(search.maximum())));
    }

    private static @Nullable Bracket bracket(Optional<io.headroom.exploration.Bracket> found) {
        return found.map(bracket -> new Bracket(
                        Figures.rounded(bracket.lower()),
                        bracket.upper().isPresent()
                                ? Figures.rounded(bracket.upper().getAsDouble())
                                : null))
                .orElse(null);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
