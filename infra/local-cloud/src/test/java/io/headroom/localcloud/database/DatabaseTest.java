package io.headroom.localcloud.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.localcloud.processes.ProcessLedger;
import io.headroom.localcloud.wire.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lost database comes back once, where it was and with what it held. */
@Timeout(60)
class DatabaseTest {

    @TempDir
    private Path folder;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private Database database;
    private Database.View first;

    @BeforeEach
    void start() {
        database = new Database(folder.resolve("database"), new ProcessLedger(folder.resolve("processes")));
        database.onEvent(events::add);
        first = database.start();
    }

    @AfterEach
    void stop() {
        database.stop();
    }

    @Test
    void comesBackOnTheSamePortWithItsData() throws Exception {
        query("create table kept as select 42 as value");
        long lost = kill();
        assertThat(event()).startsWith("The database was lost (exit status 137)");
        assertThat(event()).isEqualTo("The database is back.");
        assertThat(database.view()).contains(first);
        assertThat(query("select value from kept")).isEqualTo(42);
        assertThat(database.start()).as("starting again changes nothing").isEqualTo(first);
        assertThat(serverId()).as("the ledger names the new server").isNotEqualTo(lost);
        assertThat(database.connections()).isPresent();
    }

    @Test
    void lostAgainItStaysLost() throws Exception {
        kill();
        event();
        event();
        kill();
        assertThat(event()).startsWith("The database was lost again");
        assertLost();
    }

    @Test
    void whatCannotBeRestartedStaysLost() throws Exception {
        Files.writeString(folder.resolve("database/postgresql.conf"), "nonsense = yes\n");
        kill();
        assertThat(event()).startsWith("The database was lost");
        assertThat(event()).startsWith("The database could not be restarted").contains("nonsense");
        assertLost();
    }

    @Test
    void oneThatIsStoppedIsNotLost() throws Exception {
        database.stop();
        assertThat(events.poll(1, TimeUnit.SECONDS)).isNull();
        assertThatThrownBy(database::start).isInstanceOf(Problem.class).hasMessageContaining("is ending");
    }

    private void assertLost() {
        assertThat(database.view()).contains(new Database.View("lost", first.address()));
        assertThat(database.access()).isEmpty();
        assertThatThrownBy(database::start).isInstanceOf(Problem.class).hasMessageContaining("did not come back");
    }

    private String event() throws InterruptedException {
        String event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).as("an event in time").isNotNull();
        return event;
    }

    private long kill() throws Exception {
        long pid = serverId();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        return pid;
    }

    private long serverId() throws Exception {
        List<String> recorded = Files.readAllLines(folder.resolve("processes"));
        assertThat(recorded).singleElement().asString().contains(" postgres ");
        return Long.parseLong(recorded.getFirst().split(" ", 2)[0]);
    }

    private int query(String text) throws Exception {
        Database.Access access = database.access().orElseThrow();
        try (var connection = DriverManager.getConnection(access.jdbcUrl(), access.username(), access.password());
                var statement = connection.createStatement()) {
            if (!statement.execute(text)) {
                return statement.getUpdateCount();
            }
            var result = statement.getResultSet();
            result.next();
            return result.getInt(1);
        }
    }
}
