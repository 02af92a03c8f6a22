package io.headroom.agent.capacity;

import io.headroom.agent.ladder.CapacityText;
import io.headroom.agent.ladder.LadderText;
import io.headroom.agent.terminal.Bar;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Terminal;
import io.headroom.capacity.LiveFigures;
import io.headroom.capacity.StepRecorder.Summary;
import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Decision.Measure;
import io.headroom.exploration.Purpose;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.fleet.Frame;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A search's progress: a line that stays for each step, one that changes for the step under way. */
final class SearchDisplay {

    private static final int BAR_WIDTH = 12;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Terminal terminal;
    private final CapacitySearch search;
    private final LongSupplier nanoTime;
    private final boolean quiet;
    private final long searchBegan;
    private Measure order = new Measure(1, Duration.ZERO, Purpose.BASELINE);
    private long stepBegan;
    private LiveFigures live = new LiveFigures();
    private int steps;

    /** @param quiet whether nothing is shown */
    SearchDisplay(Terminal terminal, CapacitySearch search, LongSupplier nanoTime, boolean quiet) {
        this.terminal = terminal;
        this.search = search;
        this.nanoTime = nanoTime;
        this.quiet = quiet;
        this.searchBegan = nanoTime.getAsLong();
    }

    void begins(Measure next) {
        order = next;
        steps++;
        stepBegan = nanoTime.getAsLong();
        live = new LiveFigures();
    }

    void show(Frame frame) {
        live.of(frame).ifPresent(this::show);
    }

    private void show(Summary latest) {
        long now = nanoTime.getAsLong();
        double intoStep = (now - stepBegan) / NANOS_PER_SECOND;
        double length = order.length().toMillis() / 1_000.0;
        double left = Math.max(0, search.remaining().toMillis() / 1_000.0 - intoStep);
        double gone = (now - searchBegan) / NANOS_PER_SECOND;
        long ended = latest.completed() + latest.failed();
        progress("▸ %s %s, about %s left · step %d %s · asked %s · achieved %s · p95 %s · errors %s%s%s · %s"
                .formatted(
                        Bar.of(gone / Math.max(1, gone + left), BAR_WIDTH),
                        Figures.duration(gone),
                        Figures.duration(left),
                        steps,
                        word(order.purpose()),
                        Figures.rate(order.rate()),
                        Figures.rate(latest.throughput()),
                        p95(latest),
                        Figures.share(ended == 0 ? 0 : (double) latest.failed() / ended),
                        CapacityText.bracket("knee", Brackets.of(search.knee())),
                        CapacityText.bracket("maximum", Brackets.of(search.maximum())),
                        intoStep < length ? "step ends in " + Figures.duration(length - intoStep) : "draining"));
    }

    void rests() {
        progress("▸ step %d is over: hardly any load for a while, until all is as usual".formatted(steps));
    }

    void judged(LoadStep step) {
        if (!quiet) {
            terminal.progressDone();
            terminal.say(LadderText.step(
                    new LadderText.Numbered(steps, 1, step),
                    Brackets.of(search.knee()),
                    Brackets.of(search.maximum()),
                    terminal.palette()));
        }
    }

    private void progress(String line) {
        if (!quiet) {
            terminal.progress(line);
        }
    }

    private static String p95(Summary latest) {
        return latest.completed() == 0
                ? "–"
                : Figures.latency(io.headroom.capacity.Figures.millis(latest.response(), 95));
    }

    private static String word(Purpose purpose) {
        return switch (purpose) {
            case BASELINE -> "baseline";
            case DOUBLING -> "doubling";
            case BISECTION -> "closing in";
            case REFINEMENT -> "around the knee";
            case VERIFICATION -> "verifying";
            case REPEAT -> "again";
            case EXTENSION -> "again, longer";
        };
    }
}
