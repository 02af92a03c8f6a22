package io.headroom.platform.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.headroom.platform.run.Stage.Outcome;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.StageState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final RunRequest REQUEST =
            new RunRequest("service", "module", "scenario", "small", null, null, List.of(), "quick", 3);

    private final MemoryJournal journal = new MemoryJournal();
    private final SettableOwnership ownership = new SettableOwnership();
    private final Runs runs =
            new Runs(new EndlessPlan(), journal, ownership, JSON, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void aWarning_isNotedInTheRunUnderWay_andNotInOneThatIsOver() throws InterruptedException {
        String over = runs.start(REQUEST).id();
        runs.stopAll("over", Duration.ofSeconds(10));
        String underWay = runs.start(REQUEST).id();

        runs.warn("something was lost");
        runs.stopAll("enough", Duration.ofSeconds(10));

        assertThat(notes(over)).isEmpty();
        assertThat(notes(underWay))
                .extracting(RunEvent.Note::severity, RunEvent.Note::text)
                .containsExactly(tuple(Severity.WARNING, "something was lost"));
    }

    @Test
    void aRunThatAnEarlierVersionLeft_isSettledByTheStagesItHas_howeverManyThisOnePlans() throws InterruptedException {
        journal.create(left("left"));

        assertThat(runs.settleAbandoned()).extracting(RunView::id).containsExactly("left");
        runs.stopAll("over", Duration.ofSeconds(10));

        RunView settled = runs.find("left").orElseThrow();
        assertThat(settled.state()).isEqualTo(RunView.State.FINISHED);
        assertThat(settled.stages()).extracting(RunView.Stage::state).containsExactly(StageState.DONE);
    }

    @Test
    void aRunThatAnotherPlatformDrives_isLeftToIt_atTheStart() {
        journal.create(left("driven"));
        ownership.giveToAnother("driven");

        assertThat(runs.settleAbandoned()).isEmpty();
        assertThat(runs.underWay()).isEmpty();
    }

    @Test
    void aRunWhoseOwnerFellSilent_isPutBackByWhoTookItsLease() throws InterruptedException {
        journal.create(left("left"));

        assertThat(runs.settleTaken("left")).isTrue();
        runs.watch("left", 0).collect().asList().await().atMost(Duration.ofSeconds(10));

        assertThat(runs.find("left").orElseThrow().state()).isEqualTo(RunView.State.FINISHED);
        assertThat(runs.settleTaken("left")).as("there is nothing left of it").isFalse();
        assertThat(runs.settleTaken("never heard of")).isFalse();
    }

    @Test
    void aRunThatAnotherPlatformTook_endsHere_andNothingIsPutBackOrWritten() throws InterruptedException {
        String run = runs.start(REQUEST).id();
        journal.awaitWritten("measure RUNNING");
        ownership.giveToAnother(run);

        runs.heedOwnership();

        assertThat(runs.underWay()).isEmpty();
        RunView asTheOtherSeesIt = journal.find(run).orElseThrow();
        assertThat(asTheOtherSeesIt.state()).isEqualTo(RunView.State.RUNNING);
        assertThat(asTheOtherSeesIt.stages())
                .extracting(RunView.Stage::state)
                .containsExactly(StageState.RUNNING, StageState.PENDING);
    }

    @Test
    void aRunWhoseLeaseRanOut_andThatNobodyElseTook_isStoppedAndPutBackHere() throws InterruptedException {
        String run = runs.start(REQUEST).id();
        ownership.letExpire(run);

        runs.heedOwnership();
        runs.stopAll("not the reason", Duration.ofSeconds(10));

        RunView over = runs.find(run).orElseThrow();
        assertThat(over.fault()).isEqualTo(Fault.PLATFORM);
        assertThat(over.reason()).contains("lease");
        assertThat(over.stages()).extracting(RunView.Stage::state).endsWith(StageState.DONE);
    }

    private static RunView left(String run) {
        return new RunView(
                run,
                REQUEST,
                Instant.EPOCH,
                null,
                RunView.State.RUNNING,
                null,
                null,
                null,
                List.of(new RunView.Stage("put back", StageState.PENDING, null, null, null)));
    }

    private List<RunEvent.Note> notes(String run) {
        return runs.watch(run, 0)
                .filter(RunEvent.Note.class::isInstance)
                .map(RunEvent.Note.class::cast)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    /** One stage that only a stop ends, and one that puts things back. */
    private static final class EndlessPlan implements RunPlan {

        @Override
        public void check(RunRequest request) {}

        @Override
        public List<Stage> stages(RunRequest request) {
            return List.of(
                    new Stage() {
                        @Override
                        public String name() {
                            return "measure";
                        }

                        @Override
                        public Outcome perform(RunContext context) throws InterruptedException {
                            new CountDownLatch(1).await();
                            return Outcome.of("never");
                        }
                    },
                    new Stage() {
                        @Override
                        public String name() {
                            return "put back";
                        }

                        @Override
                        public boolean always() {
                            return true;
                        }

                        @Override
                        public Outcome perform(RunContext context) {
                            return Outcome.of("everything is back");
                        }
                    });
        }
    }
}
