package io.headroom.agent.demo;

import io.headroom.agent.ladder.LadderText;
import io.headroom.agent.terminal.Bar;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Palette;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunView.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run's progress in words: lines that stay for what has happened, one that changes for what is under way. No clock of its own. */
final class RunDisplay {

    private static final int BAR_WIDTH = 12;

    private final Palette palette;
    private String stage = "";
    private Instant stageStarted = Instant.EPOCH;
    private RunEvent.@Nullable Progress progress;

    RunDisplay(Palette palette) {
        this.palette = palette;
    }

    /** Takes an event in, and gives the lines that stay. */
    List<String> apply(RunEvent event) {
        return switch (event) {
            case RunEvent.StageChanged changed -> stage(changed);
            case RunEvent.Progress measured -> {
                progress = measured;
                yield List.of();
            }
            case RunEvent.StepMeasured measured -> {
                progress = null;
                yield List.of(step(measured));
            }
            case RunEvent.Note note -> List.of(note(note));
            case RunEvent.Finished _ -> List.of();
        };
    }

    /** What is under way, or empty between stages. */
    String live(Instant now) {
        if (stage.isEmpty()) {
            return "";
        }
        double elapsed = Duration.between(stageStarted, now).toMillis() / 1_000.0;
        RunEvent.Progress current = progress;
        return current == null
                ? "▸ %-12s %s".formatted(stage, Figures.duration(elapsed))
                : live(current, elapsed - sinceSeconds(current, now));
    }

    private String live(RunEvent.Progress current, double elapsedThen) {
        double left = current.stageSecondsLeft();
        double done = elapsedThen + left > 0 ? elapsedThen / (elapsedThen + left) : 0;
        return "▸ %-12s %s %s left · step %d%s · asked %s · achieved %s · p95 %s · errors %s · in flight %d · step ends in %s"
                .formatted(
                        stage,
                        Bar.of(done, BAR_WIDTH),
                        Figures.duration(left),
                        current.step(),
                        LadderText.instances(current.instances()),
                        Figures.rate(current.askedRate()),
                        Figures.rate(current.achievedRate()),
                        Figures.latency(current.p95()),
                        Figures.share(current.errorShare()),
                        current.inFlight(),
                        Figures.duration(current.stepSecondsLeft()));
    }

    private static double sinceSeconds(RunEvent.Progress current, Instant now) {
        return Math.max(0, Duration.between(current.at(), now).toMillis() / 1_000.0);
    }

    private List<String> stage(RunEvent.StageChanged changed) {
        progress = null;
        if (changed.state() == StageState.RUNNING) {
            if (!stage.equals(changed.stage())) { // otherwise it only says what it is doing
                stage = changed.stage();
                stageStarted = changed.at();
            }
            return List.of();
        }
        boolean known = stage.equals(changed.stage());
        String took = known
                ? Figures.duration(Duration.between(stageStarted, changed.at()).toMillis() / 1_000.0)
                : "";
        if (known) {
            stage = "";
        }
        String mark = switch (changed.state()) {
            case DONE -> palette.good("✓");
            case FAILED -> palette.bad("✗");
            case SKIPPED -> palette.dim("–");
            case PENDING, RUNNING -> " ";
        };
        String outcome = changed.state() == StageState.DONE ? took : outcome(changed.state(), took);
        String message = changed.message() == null ? "" : "  " + changed.message();
        return changed.state() == StageState.PENDING
                ? List.of()
                : List.of("%s %-12s %8s%s".formatted(mark, changed.stage(), outcome, message));
    }

    private static String outcome(StageState state, String took) {
        String word = state.name().toLowerCase(Locale.ROOT);
        return took.isEmpty() ? word : word + " " + took;
    }

    private String step(RunEvent.StepMeasured event) {
        var step = new LadderText.Numbered(event.step(), event.instances(), event.measured());
        return LadderText.step(step, event.knee(), event.maximum(), palette);
    }

    private String note(RunEvent.Note note) {
        return switch (note.severity()) {
            case INFO -> "  " + note.text();
            case WARNING -> palette.doubtful("! ") + note.text();
            case ALARM -> palette.bad("!! ") + note.text();
        };
    }
}
