package io.headroom.platform.run;

import static io.headroom.protocol.run.RunView.StageState.DONE;
import static io.headroom.protocol.run.RunView.StageState.FAILED;
import static io.headroom.protocol.run.RunView.StageState.PENDING;
import static io.headroom.protocol.run.RunView.StageState.RUNNING;
import static io.headroom.protocol.run.RunView.StageState.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.headroom.platform.run.Stage.Outcome;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.StageState;
import io.headroom.protocol.run.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A run puts everything back, whatever happens to its stages, its journal or its platform. */
class RunDriverTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    private final MemoryJournal journal = new MemoryJournal();
    private final List<String> performed = new ArrayList<>();

    @Test
    void everyStageSucceeds_theRunPasses_andEachStageIsWrittenBeforeItsEffect() {
        RunView run = drive(List.of(stage("measure"), always("restore")), PENDING, PENDING);

        assertThat(run.verdict()).isEqualTo(Verdict.PASS);
        assertThat(run.fault()).isNull();
        assertThat(journal.written)
                .containsExactly("measure RUNNING", "measure DONE", "restore RUNNING", "restore DONE");
    }

    @Test
    void aStageFails_whatFollowsIsSkipped_butWhatPutsBackIsPerformed() {
        RunView run = drive(
                List.of(failing("provision", Fault.PLATFORM, "no Terraform"), stage("measure"), always("restore")),
                PENDING,
                PENDING,
                PENDING);

        assertThat(states(run)).containsExactly(FAILED, SKIPPED, DONE);
        assertThat(run.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(run.reason()).isEqualTo("no Terraform");
        assertThat(run.fault()).isEqualTo(Fault.PLATFORM);
    }

    @Test
    void aStageFindsTheServiceWanting_whatFollowsIsMeasured_andTheRunEndsWithThatVerdict() {
        RunView run = drive(
                List.of(wanting(Verdict.FAILED, "too few"), stage("assess"), always("restore")),
                PENDING,
                PENDING,
                PENDING);

        assertThat(states(run)).containsExactly(FAILED, DONE, DONE);
        assertThat(run.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(run.reason()).isEqualTo("too few");
    }

    @Test
    void whatStayedOpen_yieldsToWhatFailsAfterIt() {
        RunView run = drive(
                List.of(
                        wanting(Verdict.INCONCLUSIVE, "not sure"),
                        failing("assess", Fault.TARGET, "too slow"),
                        stage("more"),
                        always("restore")),
                PENDING,
                PENDING,
                PENDING,
                PENDING);

        assertThat(states(run)).containsExactly(FAILED, FAILED, SKIPPED, DONE);
        assertThat(run.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(run.reason()).isEqualTo("too slow");
    }

    private static Stage wanting(Verdict verdict, String sentence) {
        return new TestStage("extrapolate", false, context -> {
            throw StageFailure.toMeasureOn(verdict, Fault.TARGET, sentence, Optional.of(new Figure("two runs")));
        });
    }

    @Test
    void puttingBackFails_theRunFails_andTheFirstCauseIsTheReason() {
        RunView run = drive(
                List.of(
                        failing("measure", Fault.TARGET, "too slow"),
                        new FailingStage("restore", true, Fault.PLATFORM, "still open"),
                        always("destroy")),
                PENDING,
                PENDING,
                PENDING);

        assertThat(states(run)).containsExactly(FAILED, FAILED, DONE);
        assertThat(run.reason()).isEqualTo("too slow");
    }

    @Test
    void aDefectOfOurs_isNamedAsOurs_andEverythingIsPutBack() {
        RunView run = drive(
                List.of(
                        new TestStage("measure", false, context -> {
                            throw new IllegalStateException("boom");
                        }),
                        always("restore")),
                PENDING,
                PENDING);

        assertThat(run.fault()).isEqualTo(Fault.PLATFORM);
        assertThat(run.reason()).contains("measure", "boom");
        assertThat(performed).containsExactly("restore");
    }

    @Test
    void stopped_theStageUnderWayIsInterrupted_andEverythingIsPutBack() throws InterruptedException {
        CountDownLatch measuring = new CountDownLatch(1);
        Stage endless = new TestStage("measure", false, context -> {
            measuring.countDown();
            new CountDownLatch(1).await();
            return Outcome.of("never");
        });
        RunDriver driver = driver(List.of(endless, stage("more"), always("restore")), PENDING, PENDING, PENDING);

        driver.start();
        measuring.await();
        driver.stop("stopped on request");
        driver.join(Duration.ofSeconds(10));

        assertThat(states(driver.view())).containsExactly(FAILED, SKIPPED, DONE);
        assertThat(driver.view().reason()).isEqualTo("stopped on request");
        assertThat(driver.view().fault()).isEqualTo(Fault.USER);
    }

    @Test
    void takenOverAfterACrash_theStageUnderWayFailed_laterOnesAreSkipped_andEverythingIsPutBack() {
        RunView run = drive(
                List.of(stage("provision"), stage("measure"), stage("more"), always("restore")),
                DONE,
                RUNNING,
                PENDING,
                PENDING);

        assertThat(states(run)).containsExactly(DONE, FAILED, SKIPPED, DONE);
        assertThat(performed).containsExactly("restore");
        assertThat(run.reason()).contains("the platform ended during stage 'measure'");
    }

    @Test
    void takenOverWhilePuttingBack_itIsPerformedAgain() {
        RunView run = drive(List.of(stage("measure"), always("restore"), always("destroy")), DONE, RUNNING, PENDING);

        assertThat(performed).containsExactly("restore", "destroy");
        assertThat(run.state()).isEqualTo(RunView.State.FINISHED);
        assertThat(run.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void takenOverAfterAStageHadFailed_theRunHasFailed_forThatReason() {
        RunView run = drive(
                List.of(stage("provision"), stage("measure"), always("restore"), always("destroy")),
                DONE,
                FAILED,
                RUNNING,
                PENDING);

        assertThat(performed).containsExactly("restore", "destroy");
        assertThat(run.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(run.fault()).isEqualTo(Fault.PLATFORM);
    }

    @Test
    void takenOverBetweenTwoStages_theNextOneIsNotPerformed() {
        RunView run = drive(List.of(stage("provision"), stage("measure"), always("restore")), DONE, PENDING, PENDING);

        assertThat(states(run)).containsExactly(DONE, SKIPPED, DONE);
        assertThat(performed).containsExactly("restore");
        assertThat(run.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(run.reason()).contains("before stage 'measure'");
    }

    @Test
    void takenOverAfterAStop_theRunHasFailed() {
        RunView run = drive(List.of(stage("provision"), stage("measure"), always("restore")), DONE, SKIPPED, RUNNING);

        assertThat(run.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void theJournalRefusesForWhateverReason_everythingIsPutBack_andTheResultIsThere() {
        Stage refused = new TestStage("measure", false, context -> {
            journal.refuse(new IllegalStateException("no space left on device"));
            return Outcome.of("measured");
        });
        Stage report = new TestStage("report", true, context -> Outcome.of("written", new Figure("all of it")));
        RunDriver driver = driver(List.of(refused, always("restore"), report), PENDING, PENDING, PENDING);

        driver.start();
        join(driver);

        assertThat(performed).containsExactly("restore");
        assertThat(driver.view().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(driver.record().result())
                .hasValueSatisfying(json -> assertThat(json).contains("all of it"));
    }

    @Test
    void theJournalIsLost_everythingIsPutBackAllTheSame_andTheRunSaysSo() {
        Stage losing = new TestStage("measure", false, context -> {
            journal.lose();
            return Outcome.of("measured");
        });

        RunView run = drive(List.of(losing, stage("more"), always("restore")), PENDING, PENDING, PENDING);

        assertThat(performed).containsExactly("restore");
        assertThat(run.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(run.reason()).contains("PostgreSQL was lost during stage 'measure'");
    }

    @Test
    void anOutput_isReadByALaterStage_andByWhoeverTakesOver() {
        List<String> read = new ArrayList<>();
        Stage reading = new TestStage("report", true, context -> {
            read.add(context.output("measure", Figure.class).orElseThrow().text());
            return Outcome.of("read", new Figure("result"));
        });
        Stage measuring =
                new TestStage("measure", false, context -> Outcome.of("measured", new Figure("42 requests/s")));

        RunView run = drive(List.of(measuring, reading), PENDING, PENDING);
        drive(List.of(measuring, reading), DONE, RUNNING);

        assertThat(read).containsExactly("42 requests/s", "42 requests/s");
        assertThat(journal.result(run.id()))
                .hasValueSatisfying(json -> assertThat(json).contains("result"));
    }

    @Test
    void aWatcherWhoJoinsLate_seesEverythingInOrder_andItEndsWithTheRun() {
        RunDriver driver = driver(List.of(stage("measure"), always("restore")), PENDING, PENDING);
        driver.start();
        join(driver);

        List<RunEvent> seen =
                driver.record().events().watch(0).collect().asList().await().atMost(Duration.ofSeconds(5));

        assertThat(seen).extracting(RunEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(seen.getLast()).isInstanceOf(RunEvent.Finished.class);
    }

    record Figure(String text) {}

    private interface Work {
        Outcome perform(RunContext context) throws StageFailure, InterruptedException;
    }

    private record TestStage(String name, boolean always, Work work) implements Stage {
        @Override
        public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
            return work.perform(context);
        }
    }

    private record FailingStage(String name, boolean always, Fault fault, String sentence) implements Stage {
        @Override
        public Outcome perform(RunContext context) throws StageFailure {
            throw StageFailure.failed(fault, sentence);
        }
    }

    private Stage stage(String name) {
        return new TestStage(name, false, context -> noted(name));
    }

    private Stage always(String name) {
        return new TestStage(name, true, context -> noted(name));
    }

    private static Stage failing(String name, Fault fault, String sentence) {
        return new FailingStage(name, false, fault, sentence);
    }

    private Outcome noted(String name) {
        performed.add(name);
        return Outcome.of(name + " done");
    }

    private RunView drive(List<Stage> stages, StageState... states) {
        performed.clear();
        RunDriver driver = driver(stages, states);
        driver.start();
        join(driver);
        return driver.view();
    }

    private RunDriver driver(List<Stage> stages, StageState... states) {
        RunRequest request =
                new RunRequest("service", "module", "scenario", "small", null, null, List.of(), "quick", 3);
        List<RunView.Stage> rows = new ArrayList<>();
        for (int ordinal = 0; ordinal < stages.size(); ordinal++) {
            rows.add(new RunView.Stage(stages.get(ordinal).name(), states[ordinal], null, null, null));
        }
        RunView view = new RunView(
                "run-1", request, CLOCK.instant(), null, RunView.State.RUNNING, null, null, null, List.copyOf(rows));
        journal.create(view);
        RunOutputs outputs = new RunOutputs(JSON, journal, view.id(), stages.size() - 1);
        RunEvents events = new RunEvents(view.id(), journal, CLOCK, List.of());
        RunRecord record = new RunRecord(view, journal, outputs, events, CLOCK);
        boolean taken = states[0] != PENDING;
        return taken ? RunDriver.takingOver(stages, record) : RunDriver.beginning(stages, record);
    }

    private static void join(RunDriver driver) {
        try {
            driver.join(Duration.ofSeconds(10));
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
        assertThat(driver.view().state()).isEqualTo(RunView.State.FINISHED);
    }

    private static List<StageState> states(RunView run) {
        return run.stages().stream().map(RunView.Stage::state).toList();
    }
}
