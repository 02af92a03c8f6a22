package io.headroom.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.PlatformUnderTest;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.StageState;
import io.headroom.protocol.run.Verdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is written of a run is read back whole. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class DatabaseRunJournalTest {

    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00.123456Z");

    @Inject
    RunJournal journal;

    @Test
    void aRun_isReadBackWhole() {
        RunView run = aRun(StageState.PENDING);
        journal.create(run);

        assertThat(journal.find(run.id())).contains(run);
        assertThat(journal.unfinished()).contains(run);
    }

    @Test
    void aStageAndItsOutput_areReadBack() {
        RunView run = aRun(StageState.PENDING);
        journal.create(run);
        RunView running = aRunLike(run, StageState.RUNNING);

        journal.stage(running, 0);
        journal.output(run.id(), 0, "{\"found\":42}");

        assertThat(journal.find(run.id())).contains(running);
        assertThat(journal.output(run.id(), 0)).contains("{\"found\":42}");
    }

    @Test
    void aFinishedRun_isNotUnfinished_andHasItsResult() {
        RunView run = aRun(StageState.DONE);
        journal.create(run);
        RunView finished = new RunView(
                run.id(),
                run.request(),
                run.created(),
                CREATED.plusSeconds(60),
                RunView.State.FINISHED,
                Verdict.FAILED,
                "too slow",
                Fault.TARGET,
                run.stages());

        journal.finish(finished, Optional.of("{}"));

        assertThat(journal.find(run.id())).contains(finished);
        assertThat(journal.unfinished()).extracting(RunView::id).doesNotContain(run.id());
        assertThat(journal.result(run.id())).contains("{}");
    }

    /** A database that dies after a commit, before its answer, has it written again. */
    @Test
    void whatIsWrittenTwice_standsOnce() {
        RunView run = aRun(StageState.PENDING);
        RunEvent event = new RunEvent.Note(1, CREATED, Severity.INFO, "told");

        journal.create(run);
        journal.create(run);
        journal.append(run.id(), List.of(event));
        journal.append(run.id(), List.of(event));

        assertThat(journal.find(run.id())).contains(run);
        assertThat(journal.events(run.id(), 0)).containsExactly(event);
    }

    @Test
    void events_comeBackInOrder_afterTheOneThatWasSeen() {
        RunView run = aRun(StageState.PENDING);
        journal.create(run);
        List<RunEvent> events = List.of(
                new RunEvent.Note(1, CREATED, Severity.INFO, "one"),
                new RunEvent.StageChanged(2, CREATED, "measure", StageState.DONE, "two"),
                new RunEvent.Finished(3, CREATED, Verdict.PASS, "three", null));

        journal.append(run.id(), events);

        assertThat(journal.events(run.id(), 0)).isEqualTo(events);
        assertThat(journal.events(run.id(), 2)).containsExactly(events.getLast());
    }

    private static RunView aRun(StageState state) {
        RunRequest request =
                new RunRequest("service", "module", "scenario", "small", 3, 15, List.of("small-pool"), "quick", 3);
        return new RunView(
                UUID.randomUUID().toString(),
                request,
                CREATED,
                null,
                RunView.State.RUNNING,
                null,
                null,
                null,
                List.of(new RunView.Stage("measure", state, null, null, null)));
    }

    private static RunView aRunLike(RunView run, StageState state) {
        return new RunView(
                run.id(),
                run.request(),
                run.created(),
                null,
                run.state(),
                null,
                null,
                null,
                List.of(new RunView.Stage("measure", state, CREATED, null, "under way")));
    }
}
