package io.headroom.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.agent.terminal.Palette;
import io.headroom.protocol.capacity.Bracket;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunView.StageState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunDisplayTest {

    private static final Instant START = Results.STARTED;

    private final RunDisplay display = new RunDisplay(Palette.PLAIN);

    @Test
    void showsForHowLongAStageHasBeenUnderWayAndThenHowLongItTook() {
        assertThat(display.live(START)).isEmpty();
        assertThat(display.apply(stage(0, "provision", StageState.RUNNING, null)))
                .isEmpty();
        assertThat(display.live(START.plusSeconds(12))).isEqualTo("▸ provision    12 s");
        assertThat(display.apply(stage(13, "provision", StageState.RUNNING, "created cloud")))
                .isEmpty();
        assertThat(display.apply(stage(41, "provision", StageState.DONE, null)))
                .containsExactly("✓ provision        41 s");
        assertThat(display.live(START.plusSeconds(50))).isEmpty();
    }

    @Test
    void showsTheLoadStepUnderWay() {
        display.apply(stage(0, "explore", StageState.RUNNING, null));
        display.apply(new RunEvent.Progress(
                1, START.plusSeconds(40), "explore", 4, 1, 160, 158.7, 21, 24.2, 30, 41, 0.013, 4, 9, 80));
        assertThat(display.live(START.plusSeconds(40)))
                .isEqualTo("▸ explore      ████░░░░░░░░ 1:20 left · step 4 · asked 160/s · achieved 159/s · p95 24 ms"
                        + " · errors 1.3 % · in flight 4 · step ends in 9 s");
    }

    @Test
    void keepsALineForEachJudgedStep() {
        var measured = new RunEvent.StepMeasured(
                1, START, "explore", 4, 3, Results.step(160), new Bracket(160, null), new Bracket(160, 320.0));
        assertThat(display.apply(measured))
                .containsExactly(
                        "    step 4   160/s on 3  pass       160/s at p95 25 ms, errors 0.3 % · knee from 160/s · maximum 160–320/s");
    }

    @Test
    void saysWhatFailedAndWhatWasNotNeeded() {
        display.apply(stage(0, "verify", StageState.RUNNING, null));
        assertThat(display.apply(stage(3, "verify", StageState.FAILED, "The target does not answer.")))
                .containsExactly("✗ verify       failed 3 s  The target does not answer.");
        assertThat(display.apply(stage(3, "explore", StageState.SKIPPED, null)))
                .containsExactly("– explore       skipped");
    }

    @Test
    void showsNotesBySeverity() {
        assertThat(display.apply(new RunEvent.Note(1, START, RunEvent.Severity.INFO, "a")))
                .containsExactly("  a");
        assertThat(display.apply(new RunEvent.Note(1, START, RunEvent.Severity.WARNING, "b")))
                .containsExactly("! b");
        assertThat(display.apply(new RunEvent.Note(1, START, RunEvent.Severity.ALARM, "c")))
                .containsExactly("!! c");
    }

    private static RunEvent stage(long atSecond, String name, StageState state, String message) {
        return new RunEvent.StageChanged(0, START.plusSeconds(atSecond), name, state, message);
    }
}
