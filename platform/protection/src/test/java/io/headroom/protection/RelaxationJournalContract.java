package io.headroom.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the protocol relies on in every journal. An implementation's test extends this and gives an empty journal. */
public abstract class RelaxationJournalContract {
    private static final Instant PLANNED_AT = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final Instant DEADLINE = Instant.parse("2026-01-01T01:00:00Z");
    private static final int WRITERS = 8;

    /** A journal without any relaxation in it; the same one for each call within a test. */
    protected abstract RelaxationJournal journal();

    /** A relaxation of the protection {@code rate-limit} that was just planned by the owner with epoch 3. */
    protected static Relaxation aRelaxation(String run) {
        return aRelaxation(run, PLANNED_AT);
    }

    private static Relaxation aRelaxation(String run, Instant plannedAt) {
        var coordinates =
                Map.of("api", "http://127.0.0.1:1", "token_file", "/nowhere", "rule", "rate-limit", "burst", "20");
        return Relaxation.planned(
                new RelaxRequest(
                        run,
                        new Protection("rate-limit", "local-cloud", coordinates),
                        Target.of(URI.create("http://127.0.0.1:2"), "/q/health/ready")
                                .withBlockedRequest("GET", "/profiles?tag=%27%20or%201%3D1", 403),
                        DEADLINE,
                        new AgentKey(new byte[32]),
                        3),
                plannedAt);
    }

    /** The same relaxation in another state, as an owner with that epoch would write it. */
    protected static Relaxation moved(Relaxation relaxation, ProtectionState state, long epoch) {
        return relaxation.edited(edit -> {
            edit.state = state;
            edit.epoch = epoch;
        });
    }

    @Test
    void keepsEveryFieldOfARelaxation() {
        var full = aRelaxation("full").edited(edit -> {
            edit.state = ProtectionState.RESTORE_FAILED;
            edit.snapshot = "{\"name\":\"rate-limit\",\"per_second\":50}";
            edit.ruleVersion = "7";
            edit.changedAt = PLANNED_AT.plusSeconds(1);
            edit.relaxedAt = PLANNED_AT.plusSeconds(2);
            edit.restoredAt = PLANNED_AT.plusSeconds(3);
            edit.blockedShareBefore = 0.5;
            edit.verifiedOpen = true;
            edit.verifiedClosed = true;
            edit.restoreAttempts = 4;
            edit.message = "It isn't \"closed\" – yet.";
            edit.entanglement = "Somebody changed it.";
            edit.acknowledgedBy = "ops";
        });
        journal().insert(full);
        assertThat(journal().find(full.id())).contains(full);
    }

    @Test
    void insertsARelaxationOnce() {
        journal().insert(aRelaxation("once"));
        assertThatThrownBy(() -> journal().insert(aRelaxation("once"))).isInstanceOf(StaleRelaxationException.class);
    }

    @Test
    void advancesFromTheStateItsWriterBelieves() {
        var planned = aRelaxation("run");
        var snapshotted = moved(planned, ProtectionState.SNAPSHOTTED, 3);
        journal().insert(planned);
        journal().advance(snapshotted, ProtectionState.PLANNED);
        assertThat(journal().find(planned.id())).contains(snapshotted);
    }

    @Test
    void refusesAWriterThatBelievesAnotherState() {
        var planned = aRelaxation("run");
        journal().insert(planned);
        assertThatThrownBy(() ->
                        journal().advance(moved(planned, ProtectionState.RELAXED, 3), ProtectionState.RELAX_INTENT))
                .isInstanceOf(StaleRelaxationException.class);
        assertThat(journal().find(planned.id())).contains(planned);
    }

    @Test
    void refusesAnOwnerThatWasReplaced() {
        var planned = aRelaxation("run");
        var takenOver = moved(planned, ProtectionState.PLANNED, 4);
        journal().insert(planned);
        journal().advance(takenOver, ProtectionState.PLANNED);
        assertThatThrownBy(() ->
                        journal().advance(moved(planned, ProtectionState.SNAPSHOTTED, 3), ProtectionState.PLANNED))
                .isInstanceOf(StaleRelaxationException.class);
        assertThat(journal().find(planned.id())).contains(takenOver);
    }

    @Test
    void refusesToAdvanceWhatIsNotThere() {
        assertThatThrownBy(() -> journal()
                        .advance(moved(aRelaxation("ghost"), ProtectionState.SNAPSHOTTED, 3), ProtectionState.PLANNED))
                .isInstanceOf(StaleRelaxationException.class);
        assertThat(journal().find(aRelaxation("ghost").id())).isEmpty();
    }

    @Test
    void listsWhatIsNotOverOldestFirst() {
        var young = aRelaxation("a-young", PLANNED_AT.plusSeconds(5));
        var old = aRelaxation("z-old");
        var over = aRelaxation("over");
        var failed = moved(aRelaxation("failed", PLANNED_AT.plusSeconds(9)), ProtectionState.RESTORE_FAILED, 3);
        for (var relaxation : new Relaxation[] {young, old, over, failed}) {
            journal().insert(relaxation);
        }
        journal().advance(moved(over, ProtectionState.DISARMED, 3), ProtectionState.PLANNED);
        assertThat(journal().open()).containsExactly(old, young, failed);
        assertThat(journal().find(over.id()).orElseThrow().state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void letsOneOfManyWritersAdvance() throws Exception {
        var planned = aRelaxation("contended");
        journal().insert(planned);
        Callable<Boolean> writer = () -> {
            try {
                journal().advance(moved(planned, ProtectionState.SNAPSHOTTED, 3), ProtectionState.PLANNED);
                return true;
            } catch (StaleRelaxationException lost) {
                return false;
            }
        };
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var won = threads
                    .invokeAll(
                            IntStream.range(0, WRITERS).mapToObj(any -> writer).toList())
                    .stream()
                    .filter(outcome -> outcome.resultNow())
                    .count();
            assertThat(won).isEqualTo(1);
        }
    }
}
