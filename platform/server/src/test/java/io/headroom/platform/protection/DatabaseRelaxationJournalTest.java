package io.headroom.platform.protection;

import io.headroom.platform.PlatformUnderTest;
import io.headroom.protection.RelaxationJournal;
import io.headroom.protection.RelaxationJournalContract;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** The journal on PostgreSQL keeps what the protocol relies on. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class DatabaseRelaxationJournalTest extends RelaxationJournalContract {

    @Inject
    DatabaseRelaxationJournal journal;

    @BeforeEach
    void empty() {
        QuarkusTransaction.requiringNew().run(() -> RelaxationRow.deleteAll());
    }

    @Override
    protected RelaxationJournal journal() {
        return journal;
    }
}
