package io.headroom.platform.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @Test
    void aServerThatIsKilled_isStartedAgainOnItsPort_andItsLossIsTold(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("postgres");
        CompletableFuture<String> told = new CompletableFuture<>();
        try (Database database = Database.start(data)) {
            String url = database.jdbcUrl();
            database.onLoss(told::complete);

            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();

            assertThat(told.get(60, TimeUnit.SECONDS)).contains("PostgreSQL was lost", "was started again");
            try (Connection again = DriverManager.getConnection(url, database.username(), database.password())) {
                assertThat(again.isValid(5)).isTrue();
            }
        }
    }
}
