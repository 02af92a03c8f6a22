package io.headroom.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.protection.adapter.Adapters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills the driver before and after every write of the record and every call to the target, one point after the other,
 * and lets a fresh driver find what is left. The points are counted in a run without a crash, so a new arrow gets its
 * own.
 */
final class CrashTest {
    private static final int ATTEMPTS_MAX = 3;
    private static final Duration RESTART = Duration.ofSeconds(20);
    private static final int POINTS_AT_LEAST = 30;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rate-limit", "waf"})
    void whereverADriverDiesTheNextOneRestores(String rule) throws Exception {
        forEveryPoint(rule, this::restoreEverything);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate-limit"})
    void whereverADriverDiesTheCopyIsEnoughWithoutTheDatabase(String rule) throws Exception {
        forEveryPoint(rule, bench -> {
            bench.database.gone(true);
            restoreEverything(bench);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"waf"})
    void whereverADriverDiesTheNextOneMayGoOnInstead(String rule) throws Exception {
        forEveryPoint(rule, bench -> {
            var left = bench.driver().open();
            if (!left.isEmpty() && left.getFirst().state().restores()) {
                assertThatThrownBy(() -> bench.driver().relax(bench.request(rule, 2)))
                        .isInstanceOf(RelaxationRefusedException.class);
            } else if (!left.isEmpty()) {
                assertThat(bench.driver().relax(bench.request(rule, 2)).state())
                        .isEqualTo(ProtectionState.VERIFIED_OPEN);
            }
            restoreEverything(bench);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"RELAX", "RESTORE"})
    void effectsComeOnlyAfterTheirRecord(Effect effect) throws Exception {
        var points = new CrashPoints(Integer.MAX_VALUE);
        try (var bench = new Workbench(folder.resolve("order"))) {
            relaxAndRestore(bench, "waf", points);
        }
        var intent = effect == Effect.RELAX ? "after commit RELAX_INTENT" : "after commit RESTORE_INTENT";
        var change = effect == Effect.RELAX ? "before relax" : "before restore";
        assertThat(points.passed).containsSubsequence(intent, change);
        assertThat(points.passed.indexOf(change)).isGreaterThan(points.passed.indexOf(intent));
    }

    private enum Effect {
        RELAX,
        RESTORE
    }

    private interface Aftermath {
        void follow(Workbench bench) throws Exception;
    }

    private void forEveryPoint(String rule, Aftermath aftermath) throws Exception {
        var died = new ArrayList<String>();
        for (var at = 1; ; at++) {
            var points = new CrashPoints(at);
            try (var bench = new Workbench(folder.resolve(rule + at))) {
                var crashed = relaxAndRestore(bench, rule, points);
                bench.clock.advance(RESTART);
                aftermath.follow(bench);
                assertClosed(bench, rule, points.last());
                if (!crashed) {
                    break;
                }
            }
            died.add(points.last());
        }
        assertThat(died).hasSizeGreaterThanOrEqualTo(POINTS_AT_LEAST);
    }

    private static boolean relaxAndRestore(Workbench bench, String rule, CrashPoints points) throws Exception {
        var doomed = bench.driver(
                WriteAhead.inDatabaseAndCopy(new CrashingJournal(bench.database, points), bench.copy),
                protection -> new CrashingAdapter(Adapters.of(protection), points));
        try {
            var open = doomed.relax(bench.request(rule, 1));
            assertThat(doomed.restore(open.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
            return false;
        } catch (Crash crash) {
            return true;
        }
    }

    /** As a platform does when it starts. */
    private void restoreEverything(Workbench bench) throws Exception {
        var fresh = bench.driver();
        for (var left : fresh.open()) {
            var relaxation = left;
            for (var attempt = 0; attempt < ATTEMPTS_MAX && !relaxation.state().isFinal(); attempt++) {
                relaxation = fresh.restore(left.id(), 3);
            }
            assertThat(relaxation.state()).as(relaxation.message()).isEqualTo(ProtectionState.DISARMED);
        }
    }

    private static void assertClosed(Workbench bench, String rule, String point) throws Exception {
        assertThat(bench.cloud.exemptions(rule))
                .as("exemptions after a crash " + point)
                .containsExactly(Workbench.FOREIGN);
        assertThat(bench.refusedShareForAgents(rule))
                .as("refused after a crash " + point)
                .isGreaterThan(0.4);
        assertThat(bench.driver().open()).as("open after a crash " + point).isEmpty();
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Counts the points that a driver passes, and kills it at one of them. */
    private static final class CrashPoints {
        private final int at;
        private final List<String> passed = new ArrayList<>();

        CrashPoints(int at) {
            this.at = at;
        }

        void pass(String point) {
            passed.add(point);
            if (passed.size() == at) {
                throw new Crash();
            }
        }

        String last() {
            return passed.getLast();
        }
    }

    private record CrashingJournal(RelaxationJournal journal, CrashPoints points) implements RelaxationJournal {
        @Override
        public void insert(Relaxation relaxation) {
            points.pass("before insert");
            journal.insert(relaxation);
            points.pass("after insert");
        }

        @Override
        public void advance(Relaxation next, ProtectionState from) {
            points.pass("before commit " + next.state());
            journal.advance(next, from);
            points.pass("after commit " + next.state());
        }

        @Override
        public Optional<Relaxation> find(String id) {
            return journal.find(id);
        }

        @Override
        public List<Relaxation> open() {
            return journal.open();
        }
    }

    private record CrashingAdapter(ProtectionAdapter adapter, CrashPoints points) implements ProtectionAdapter {
        @Override
        public Sighting observe() throws InterruptedException {
            points.pass("before observe");
            var sighting = adapter.observe();
            points.pass("after observe");
            return sighting;
        }

        @Override
        public ProtectionAdapter.Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
            points.pass("before relax");
            var effect = adapter.relax(opening, ruleVersion);
            points.pass("after relax");
            return effect;
        }

        @Override
        public ProtectionAdapter.Effect restore(String artefact, Extent extent, boolean inDoubt)
                throws InterruptedException {
            points.pass("before restore");
            var effect = adapter.restore(artefact, extent, inDoubt);
            points.pass("after restore");
            return effect;
        }
    }
}
