package io.headroom.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxationJournal;
import io.headroom.protection.RelaxationJournalContract;
import io.headroom.protection.StaleRelaxationException;
import io.headroom.protection.database.JdbcRelaxationJournal;
import io.headroom.protection.database.Leases;
import io.headroom.protection.database.Leases.Lease;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The journal over plain JDBC, and the leases that fence it, on a real PostgreSQL. */
@Timeout(60)
final class JdbcRelaxationJournalTest extends RelaxationJournalContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PAST = Duration.ofSeconds(-1);

    @TempDir
    static Path folder;

    private static TestDatabase database;

    @BeforeAll
    static void start() throws Exception {
        database = new TestDatabase(folder);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        database.clear();
    }

    @Override
    protected RelaxationJournal journal() {
        return new JdbcRelaxationJournal(database.database());
    }

    private static Leases leases(Duration length) {
        return new Leases(database.database(), length);
    }

    @Test
    void aLeaseIsHeldByOne_untilItExpiresOrIsGivenBack() {
        var held = leases(HOUR).take("run").orElseThrow();
        assertThat(leases(HOUR).take("run")).isEmpty();
        assertThat(leases(HOUR).takeExpired()).isEmpty();
        assertThat(leases(HOUR).renew(held)).isTrue();
        leases(HOUR).release(held);
        assertThat(leases(HOUR).take("run").orElseThrow().epoch()).isGreaterThan(held.epoch());
    }

    @Test
    void whoWasReplacedRenewsNothing_andNeitherDoesWhoLetItExpire() {
        var expired = leases(PAST).take("run").orElseThrow();
        assertThat(leases(HOUR).renew(expired)).isFalse();
        var taken = leases(HOUR).takeExpired();
        assertThat(taken).singleElement().extracting(Lease::run).isEqualTo("run");
        assertThat(leases(HOUR).renew(expired)).isFalse();
        assertThat(leases(HOUR).renew(taken.getFirst())).isTrue();
        assertThat(leases(HOUR).seize("run").epoch())
                .isGreaterThan(taken.getFirst().epoch());
    }

    @Test
    void aSuccessorKeepsItsLeaseByRenewingIt_andKnowsWhenItHasLostIt() throws Exception {
        var lease = leases(Duration.ofSeconds(20)).take("run").orElseThrow();
        var first = database.expiry("run");
        try (var heart = Executors.newSingleThreadScheduledExecutor();
                var tenure = new Tenure(leases(HOUR), lease, Duration.ofMillis(10), heart)) {
            while (database.expiry("run").equals(first)) {
                Thread.onSpinWait();
            }
            assertThat(tenure.isHeld()).isTrue();
            leases(HOUR).seize("run");
            while (tenure.isHeld()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void ofManyReplicasEachTakesDifferentLeases() throws Exception {
        for (var run = 0; run < 12; run++) {
            assertThat(leases(PAST).take("run-" + run)).isPresent();
        }
        Callable<List<Lease>> replica = () -> leases(HOUR).takeExpired();
        var taken = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var one : threads.invokeAll(
                    IntStream.range(0, 4).mapToObj(any -> replica).toList())) {
                one.resultNow().forEach(lease -> taken.add(lease.run()));
            }
        }
        assertThat(taken).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void anOwnerWhoseLeaseWasTakenWritesNothingMore_thoughItsSuccessorHasNotWrittenYet() {
        var lease = leases(PAST).take("run").orElseThrow();
        var planned = moved(aRelaxation("run"), ProtectionState.PLANNED, lease.epoch());
        journal().insert(planned);
        leases(HOUR).takeExpired();
        assertThatThrownBy(() -> journal()
                        .advance(moved(planned, ProtectionState.SNAPSHOTTED, lease.epoch()), ProtectionState.PLANNED))
                .isInstanceOf(StaleRelaxationException.class);
    }
}
