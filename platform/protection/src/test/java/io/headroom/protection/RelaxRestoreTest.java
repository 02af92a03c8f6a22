package io.headroom.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.protection.TestCloud.Fault;
import io.headroom.protection.adapter.Adapters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole protocol against a real small cloud on sockets. */
final class RelaxRestoreTest {
    private static final String LIMIT = "rate-limit";

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new Workbench(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate-limit", "waf"})
    void opensForAgentsAloneAndClosesAgain(String rule) throws Exception {
        var open = bench.driver().relax(bench.request(rule, 1));
        assertThat(open.state()).isEqualTo(ProtectionState.VERIFIED_OPEN);
        assertThat(open.verifiedOpen()).isTrue();
        assertThat(open.blockedShareBefore()).isGreaterThan(0.4);
        assertThat(bench.cloud.exemptions(rule)).contains(open.artefact(), Workbench.FOREIGN);
        assertThat(bench.refusedShareForAgents(rule)).isZero();

        bench.clock.advance(Duration.ofSeconds(90));
        var closed = bench.driver().restore(open.id(), 1);
        assertThat(closed.state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(closed.verifiedClosed()).isTrue();
        assertThat(closed.openFor()).contains(Duration.ofSeconds(90));
        assertThat(closed.token()).isNull();
        assertThat(bench.cloud.exemptions(rule)).containsExactly(Workbench.FOREIGN);
        assertThat(bench.refusedShareForAgents(rule)).isGreaterThan(0.4);
        assertThat(bench.driver().open()).isEmpty();
    }

    @Test
    void oneTokenOpensAllProtectionsOfARun() throws Exception {
        var limit = bench.driver().relax(bench.request(LIMIT, 1));
        var firewall = bench.driver().relax(bench.request("waf", 1));
        assertThat(limit.token()).isEqualTo(firewall.token());
        assertThat(limit.id()).isNotEqualTo(firewall.id());
    }

    @Test
    void doesNotRelaxWhatDoesNotBlock() {
        bench.cloud.edit(LIMIT, false);
        assertThatThrownBy(() -> bench.driver().relax(bench.request(LIMIT, 1)))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("was not blocked by rate-limit")
                .hasMessageContaining("Check that the environment's rule is on");
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactly(Workbench.FOREIGN);
    }

    @Test
    void whatWasNeverRelaxedIsOverWithoutProof() throws Exception {
        bench.cloud.edit(LIMIT, false);
        assertThatThrownBy(() -> bench.driver().relax(bench.request(LIMIT, 1)))
                .isInstanceOf(RelaxationRefusedException.class);
        var left = bench.driver().open().getFirst();
        var over = bench.driver().restore(left.id(), 1);
        assertThat(over.state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(over.verifiedClosed()).isFalse();
        assertThat(over.message()).contains("was not blocked");
    }

    @Test
    void refusesARelaxationThatOpensForEverybody() throws Exception {
        bench.cloud.exempt(LIMIT, "x", bench.deadline);
        var wide = bench.driver(
                WriteAhead.inDatabaseAndCopy(bench.database, bench.copy),
                protection -> new Meddling(protection, () -> {
                    bench.cloud.fault(Fault.WIDE, true);
                }));
        assertThatThrownBy(() -> wide.relax(bench.request(LIMIT, 1)))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("open for everybody");
        bench.cloud.fault(Fault.WIDE, false);
        assertThat(restored().verifiedClosed()).isTrue();
    }

    @Test
    void refusesATargetThatDoesNotKeepTheExpiry() throws Exception {
        bench.cloud.fault(Fault.NO_EXPIRY, true);
        assertThatThrownBy(() -> bench.driver().relax(bench.request(LIMIT, 1)))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("nothing would close it if we died");
        assertThat(restored().state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactly(Workbench.FOREIGN);
    }

    @Test
    void closesByItselfAtTheDeadlineWithAllOfUsDead() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 1));
        assertThat(bench.refusedShareForAgents(LIMIT)).isZero();
        bench.clock.advance(Duration.ofMinutes(31));
        assertThat(bench.refusedShareForAgents(LIMIT)).isGreaterThan(0.4);
        assertThat(bench.driver().restore(open.id(), 2).verifiedClosed()).isTrue();
    }

    @Test
    void aRuleThatSomebodyEditedMeanwhileIsNotRelaxed() throws Exception {
        var meddled = bench.driver(
                WriteAhead.inDatabaseAndCopy(bench.database, bench.copy),
                protection -> new Meddling(protection, () -> bench.cloud.editBurst(LIMIT, 15)));
        assertThatThrownBy(() -> meddled.relax(bench.request(LIMIT, 1)))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("Somebody else changed the rule")
                .extracting(refused ->
                        ((RelaxationRefusedException) refused).relaxation().state())
                .isEqualTo(ProtectionState.CONFLICT);
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactly(Workbench.FOREIGN);
        assertThat(restored().state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void somebodysChangeStaysAndOursIsWithdrawn() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 1));
        bench.cloud.editBurst(LIMIT, 12);
        bench.cloud.exempt(LIMIT, "another-test", bench.deadline);
        var closed = bench.driver().restore(open.id(), 1);
        assertThat(closed.state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(closed.verifiedClosed()).isTrue();
        assertThat(closed.message())
                .contains("\"burst\":10")
                .contains("\"burst\":12")
                .contains("that change stays");
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactlyInAnyOrder(Workbench.FOREIGN, "another-test");
    }

    @Test
    void aRuleThatSomebodySwitchedOffIsAConflictUntilItBlocks() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 1));
        bench.cloud.edit(LIMIT, false);
        var conflict = bench.driver().restore(open.id(), 1);
        assertThat(conflict.state()).isEqualTo(ProtectionState.CONFLICT);
        assertThat(conflict.message()).contains("Let whoever changed it look at it");
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactly(Workbench.FOREIGN);
        bench.cloud.edit(LIMIT, true);
        assertThat(bench.driver().restore(open.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void restoringIsTriedAgainUntilItSucceeds() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 1));
        bench.cloud.fault(Fault.API_DOWN, true);
        for (var attempt = 1; attempt <= 3; attempt++) {
            var failed = bench.driver().restore(open.id(), 1);
            assertThat(failed.state()).isEqualTo(ProtectionState.RESTORE_FAILED);
            assertThat(failed.message()).contains("attempt " + attempt).contains("503 (down for a test)");
            assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(1L << (attempt - 1)));
            assertThat(bench.driver().open()).containsExactly(failed);
        }
        bench.cloud.fault(Fault.API_DOWN, false);
        assertThat(bench.driver().restore(open.id(), 1).verifiedClosed()).isTrue();
    }

    @Test
    void aRemovalThatIsOnlyAcknowledgedIsNotBelieved() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 1));
        bench.cloud.fault(Fault.REMOVAL_FORGOTTEN, true);
        var failed = bench.driver().restore(open.id(), 1);
        assertThat(failed.state()).isEqualTo(ProtectionState.RESTORE_FAILED);
        assertThat(failed.message()).contains("stands there again");
        bench.cloud.fault(Fault.REMOVAL_FORGOTTEN, false);
        assertThat(bench.driver().restore(open.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void closedIsProvenByBehaviourAndNotByAnAnswer() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 1));
        bench.cloud.fault(Fault.GATEWAY_LAGS, true);
        var failed = bench.driver().restore(open.id(), 1);
        assertThat(failed.state()).isEqualTo(ProtectionState.RESTORE_FAILED);
        assertThat(failed.message()).contains("agents' old token is not blocked");
        assertThat(failed.verifiedClosed()).isFalse();
        bench.cloud.fault(Fault.GATEWAY_LAGS, false);
        assertThat(bench.driver().restore(open.id(), 1).verifiedClosed()).isTrue();
    }

    @Test
    void anAnswerThatGotLostIsNoHarm() throws Exception {
        bench.cloud.fault(Fault.ANSWER_LOST, true);
        assertThatThrownBy(() -> bench.driver().relax(bench.request(LIMIT, 1)))
                .isInstanceOf(RelaxationRefusedException.class);
        assertThat(bench.driver().relax(bench.request(LIMIT, 1)).state()).isEqualTo(ProtectionState.VERIFIED_OPEN);
        bench.cloud.fault(Fault.ANSWER_LOST, true);
        assertThat(restored().state()).isEqualTo(ProtectionState.RESTORE_FAILED);
        assertThat(restored().state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void closedIsProvenThoughTheServiceBehindIsDead() throws Exception {
        bench.driver().relax(bench.request(LIMIT, 1));
        bench.cloud.fault(Fault.SERVICE_DEAD, true);
        assertThat(restored().verifiedClosed()).isTrue();
    }

    @Test
    void anEnvironmentThatIsGoneHasNothingToRestoreOnlyIfItsOwnerSaysSo() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 1));
        bench.cloud.close();
        var failed = bench.driver().restore(open.id(), 1);
        assertThat(failed.state()).isEqualTo(ProtectionState.RESTORE_FAILED);
        assertThat(failed.message()).contains("Nobody listens").contains("not known to be gone");
        bench.environmentGone = true;
        var over = bench.driver().restore(open.id(), 1);
        assertThat(over.state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(over.verifiedClosed()).isFalse();
        assertThat(over.openFor()).as("it was open until then").isPresent();
    }

    /** An owner that was frozen with its request on the way, and thaws after another has restored. */
    @Test
    void aRequestToRelaxThatArrivesAfterTheRestorationIsRefused() throws Exception {
        var frozen = bench.driver(
                WriteAhead.inDatabaseAndCopy(bench.database, bench.copy),
                protection -> new Meddling(protection, () -> {
                    throw new IllegalStateException("frozen");
                }));
        assertThatThrownBy(() -> frozen.relax(bench.request(LIMIT, 1))).hasMessage("frozen");
        var left = bench.driver().open().getFirst();
        assertThat(left.state()).isEqualTo(ProtectionState.RELAX_INTENT);
        assertThat(bench.driver().restore(left.id(), 2).state()).isEqualTo(ProtectionState.DISARMED);

        var opening = new ProtectionAdapter.Opening(
                left.artefact(), Extent.NARROW, Workbench.KEY, left.token(), left.deadline());
        var late = Adapters.of(bench.cloud.protection(LIMIT)).relax(opening, left.ruleVersion());
        assertThat(late).isInstanceOf(ProtectionAdapter.Stale.class);
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactly(Workbench.FOREIGN);
    }

    /** The guard knows the copy alone, and takes an epoch above the owner's. */
    private void guardRestores() {
        try {
            var open = bench.copy.open().getFirst();
            var guard = bench.driver(WriteAhead.inCopyOnly(bench.copy), Adapters::of);
            assertThat(guard.restore(open.id(), open.epoch() + 1).state()).isEqualTo(ProtectionState.DISARMED);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void whatTheGuardClosedWhileItsOwnerWasFrozenStaysClosed() throws Exception {
        var frozen = bench.driver(
                WriteAhead.inDatabaseAndCopy(bench.database, bench.copy),
                protection -> new Meddling(protection, this::guardRestores));
        assertThatThrownBy(() -> frozen.relax(bench.request(LIMIT, 1))).isInstanceOf(RelaxationRefusedException.class);
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactly(Workbench.FOREIGN);
        assertThat(restored().state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(bench.driver().open()).isEmpty();
    }

    @Test
    void anOwnerMayCloseWhatTheGuardHasClosed() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 1));
        guardRestores();
        assertThat(bench.copy.open()).isEmpty();
        assertThat(bench.driver().open()).as("as the database has it").containsExactly(open);
        assertThat(bench.driver().restore(open.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(bench.driver().open()).isEmpty();
    }

    @Test
    void aWideRelaxationNeedsAReasonAnApprovalAndAGuard() {
        assertThatThrownBy(() -> new Wide("because", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("who approved it");
        var wide = bench.request(LIMIT, 1).openedWide(new Wide("because", "ops"));
        assertThatThrownBy(() -> bench.driver().relax(wide))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("No guard, no relaxation");
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactly(Workbench.FOREIGN);
    }

    @Test
    void anOwnerThatWasReplacedMovesNothing() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 5));
        assertThatThrownBy(() -> bench.driver().restore(open.id(), 4)).isInstanceOf(StaleRelaxationException.class);
        assertThat(bench.cloud.exemptions(LIMIT)).contains(open.artefact());
        bench.driver().restore(open.id(), 6);
        assertThatThrownBy(() -> bench.driver().relax(bench.request(LIMIT, 5)))
                .isInstanceOf(StaleRelaxationException.class);
    }

    @Test
    void refusesADeadlineThatIsPastOrTooFar() {
        for (var deadline : new Instant[] {
            bench.clock.instant().minusSeconds(1), bench.clock.instant().plus(Duration.ofHours(5))
        }) {
            var request = new RelaxRequest(
                    Workbench.RUN, bench.cloud.protection(LIMIT), bench.cloud.target(), deadline, Workbench.KEY, 1);
            assertThatThrownBy(() -> bench.driver().relax(request))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most 4 h");
        }
        assertThat(bench.driver().open()).isEmpty();
    }

    @Test
    void sweepsWhatNobodyRemembers() throws Exception {
        var forgotten = Artefact.nameOf("forgotten", bench.deadline);
        var expired = Artefact.nameOf("alive", bench.clock.instant().minusSeconds(60));
        var alive = Artefact.nameOf("alive", bench.deadline);
        for (var artefact : new String[] {forgotten, expired, alive}) {
            bench.cloud.exempt(LIMIT, artefact, bench.deadline);
        }
        var sweep = bench.driver().sweep(bench.cloud.protection(LIMIT), "alive"::equals);
        assertThat(sweep.removed()).containsExactlyInAnyOrder(forgotten, expired);
        assertThat(sweep.problems()).isEmpty();
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactlyInAnyOrder(alive, Workbench.FOREIGN);
    }

    @Test
    void restoresFromTheCopyWithTheDatabaseGone() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 1));
        bench.database.gone(true);
        assertThat(bench.driver().open()).containsExactly(open);
        assertThat(bench.driver().restore(open.id(), 2).verifiedClosed()).isTrue();
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactly(Workbench.FOREIGN);
        // It comes back with its old row, which is restored once more, without harm.
        bench.database.gone(false);
        assertThat(bench.driver().restore(open.id(), 3).state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(bench.driver().open()).isEmpty();
    }

    @Test
    void aNewDatabaseLearnsFromTheCopy() throws Exception {
        var open = bench.driver().relax(bench.request(LIMIT, 1));
        bench.database.forgetEverything();
        assertThat(bench.driver().open()).containsExactly(open);
        assertThat(bench.driver().restore(open.id(), 2).state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(bench.database.find(open.id()).orElseThrow().state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void withTheDatabaseGoneNothingIsRelaxed() {
        bench.database.gone(true);
        assertThatThrownBy(() -> bench.driver().relax(bench.request(LIMIT, 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(bench.cloud.exemptions(LIMIT)).containsExactly(Workbench.FOREIGN);
    }

    @Test
    void anInterruptEndsItAndTheRecordStays() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> bench.driver().relax(bench.request(LIMIT, 1)))
                .isInstanceOf(InterruptedException.class);
        Thread.interrupted();
        assertThat(bench.driver().open()).hasSize(1);
        assertThat(restored().state()).isEqualTo(ProtectionState.DISARMED);
    }

    private Relaxation restored() throws Exception {
        return bench.driver().restore(bench.driver().open().getFirst().id(), 1);
    }

    /** Somebody who acts in the moment before our change reaches the target. */
    private record Meddling(ProtectionAdapter adapter, Runnable act) implements ProtectionAdapter {
        Meddling(Protection protection, Runnable act) {
            this(Adapters.of(protection), act);
        }

        @Override
        public Sighting observe() throws InterruptedException {
            return adapter.observe();
        }

        @Override
        public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
            act.run();
            return adapter.relax(opening, ruleVersion);
        }

        @Override
        public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
            return adapter.restore(artefact, extent, inDoubt);
        }
    }
}
