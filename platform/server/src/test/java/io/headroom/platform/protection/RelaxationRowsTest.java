package io.headroom.platform.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.PlatformUnderTest;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxationJournal;
import io.headroom.protection.RelaxationJournalContract;
import io.headroom.protection.database.JdbcRelaxationJournal;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables that the platform's migrations make keep what the protocol relies on. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class RelaxationRowsTest extends RelaxationJournalContract {

    @Inject
    DataSource database;

    @Inject
    Scheduler scheduler;

    /** Sweeps would end what these tests leave open. */
    @BeforeEach
    void pause() throws SQLException {
        scheduler.pause();
        empty();
    }

    @AfterEach
    void resume() throws SQLException {
        empty();
        scheduler.resume();
    }

    private void empty() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("truncate relaxation");
        }
    }

    @Override
    protected RelaxationJournal journal() {
        return new JdbcRelaxationJournal(database);
    }

    @Test
    void listsWhatWasRelaxedForOneRun_overOrNot() {
        var over = moved(aRelaxation("run"), ProtectionState.DISARMED, 3);
        journal().insert(over);
        journal().insert(aRelaxation("other"));

        assertThat(new JdbcRelaxationJournal(database).ofRun("run")).containsExactly(over);
    }
}
