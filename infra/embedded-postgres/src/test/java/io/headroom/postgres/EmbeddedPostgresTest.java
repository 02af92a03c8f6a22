package io.headroom.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real server: what must survive its death and its owner's, and whom it refuses. */
@Timeout(60)
class EmbeddedPostgresTest {

    @TempDir
    private Path folder;

    @Test
    void dataOutlivesTheServer() throws Exception {
        Path data = folder.resolve("deep/inside/data");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            execute(server, "create table kept (value int)", "insert into kept values (42)");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            assertThat(query(server, "select value from kept")).isEqualTo("42");
        }
    }

    @Test
    void isDurableAndPrivate() throws Exception {
        Path data = folder.resolve("data");
        PostgresSettings settings = PostgresSettings.defaults()
                .withMaxConnections(17)
                .withParameters(Map.of("fsync", "off", "work_mem", "8MB"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, settings)) {
            assertThat(query(server, "show fsync")).isEqualTo("on");
            assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "show max_connections")).isEqualTo("17");
            assertThat(query(server, "show work_mem")).isEqualTo("8MB");
            assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data.password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.username(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void closingLeavesNoProcessAndNoPort() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("data"));
        List<ProcessHandle> processes = Stream.concat(
                        ProcessHandle.of(server.processId()).stream(),
                        ProcessHandle.of(server.processId()).orElseThrow().children())
                .toList();
        assertThat(processes).hasSizeGreaterThan(3);
        server.close();
        server.close();
        assertThat(server.isAlive()).isFalse();
        assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(0);
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThatThrownBy(() -> new Socket("127.0.0.1", server.port()).close()).isInstanceOf(IOException.class);
    }

    @Test
    void committedDataSurvivesAKilledServer() throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            execute(server, "create table kept (value int)", "insert into kept values (7)");
            ProcessHandle.of(server.processId()).orElseThrow().destroyForcibly();
            assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(10)).isNotEqualTo(0);
            assertThat(server.isAlive()).isFalse();
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            assertThat(query(server, "select value from kept")).isEqualTo("7");
        }
    }

    @Test
    void aServerWhoseOwnerWasKilledIsStoppedAndItsDataKept() throws Exception {
        Path data = folder.resolve("data");
        Process owner = new Child(StartAndDie.class, data).start();
        try (BufferedReader output = owner.inputReader()) {
            long orphan = Long.parseLong(output.readLine());
            assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                    .as("while its owner lives")
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining("in use by process " + owner.pid());

            owner.destroyForcibly().waitFor();
            assertThat(ProcessHandle.of(orphan)).as("the orphan").isPresent();
            try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
                assertThat(server.processId()).isNotEqualTo(orphan);
                assertThat(Path.of("/proc", String.valueOf(orphan), "exe").toFile())
                        .doesNotExist();
                assertThat(query(server, "select 1")).isEqualTo("1");
            }
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void aProcessIdThatIsSomebodyElsesByNowIsLeftAlone() throws Exception {
        Path data = folder.resolve("data");
        EmbeddedPostgres.start(data).close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    data.resolve("postmaster.pid"), stranger.pid() + "\n" + data + "\n1\n1\n\n127.0.0.1\n1 1\n");
            try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
                assertThat(server.isAlive()).isTrue();
                assertThat(stranger.isAlive()).isTrue();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void oneFolderHasOneOwner() {
        Path data = folder.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining("is in use by process");
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void severalServersUnpackTheSameBinariesAtOnce() throws Exception {
        PostgresSettings settings = PostgresSettings.defaults().withBinariesFolder(folder.resolve("binaries"));
        Callable<String> first = () -> startAndAsk(folder.resolve("first"), settings);
        Callable<String> second = () -> startAndAsk(folder.resolve("second"), settings);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<String> answer : threads.invokeAll(List.of(first, second))) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("1");
            }
        }
        try (Stream<Path> entries = Files.list(folder.resolve("binaries"))) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void aStrangersFolderIsRefusedAndLeftAlone() throws Exception {
        Path letter = Files.createDirectories(folder.resolve("documents")).resolve("letter.txt");
        Files.writeString(letter, "Dear Ada");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder.resolve("documents")))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("not a PostgreSQL data folder");
        assertThat(letter).hasContent("Dear Ada");
        assertThatThrownBy(() -> EmbeddedPostgres.start(letter))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void aFolderOfAnotherVersionIsRefused() throws Exception {
        Path data = folder.resolve("data");
        EmbeddedPostgres.start(data).close();
        Files.writeString(data.resolve("PG_VERSION"), "12\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("was written by PostgreSQL 12, this is PostgreSQL 18");
    }

    @Test
    void anUnwritableFolderIsRefused() throws Exception {
        assertThatThrownBy(() -> EmbeddedPostgres.start(unwritable().resolve("data")))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("No permission to write");
    }

    @Test
    void aBrokenFolderIsNamedWithTheServersOwnWords() throws Exception {
        Path data = folder.resolve("data");
        EmbeddedPostgres.start(data).close();
        Files.writeString(data.resolve("postgresql.conf"), "nonsense = yes\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("did not start in " + data.toRealPath())
                .hasMessageContaining("nonsense");
    }

    @Test
    void aStartThatTakesTooLongIsGivenUp() {
        PostgresSettings impatient = PostgresSettings.defaults().withStartTimeout(Duration.ofMillis(1));
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder.resolve("data"), impatient))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("did not start within");
        EmbeddedPostgres.start(folder.resolve("data")).close();
    }

    /** The super-user may write everywhere but in the kernel's own folders. */
    private Path unwritable() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        if (!Files.isWritable(closed)) {
            return closed;
        }
        assumeTrue(Files.isDirectory(Path.of("/sys")), "root may write everywhere, and there is no /sys");
        return Path.of("/sys");
    }

    private static String startAndAsk(Path data, PostgresSettings settings) throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, settings)) {
            return query(server, "select 1");
        }
    }

    private static void execute(EmbeddedPostgres server, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private static String query(EmbeddedPostgres server, String text) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(text)) {
            result.next();
            return result.getString(1);
        }
    }
}
