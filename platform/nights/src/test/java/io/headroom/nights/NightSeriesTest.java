package io.headroom.nights;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slice of {@code ./headroom bench nights}: real processes that are killed, a real PostgreSQL. */
class NightSeriesTest {

    private static final long SEED = 1;

    @TempDir
    Path folder;

    @Test
    void replicasThatDoNotLookForARun_areCaught() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("forgetful"));
                NightSeries series = new NightSeries(
                        List.of(postgres.jdbcUrl(), postgres.username(), postgres.password()), true, SEED)) {
            assertThat(series.run(2).twice()).isEqualTo(2);
        }
    }

    @Test
    void twentyNightsAroundBothChangesOfClocks_haveOneRunEach_whoeverDies() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                NightSeries series = new NightSeries(
                        List.of(postgres.jdbcUrl(), postgres.username(), postgres.password()), false, SEED)) {
            NightsResult result = series.run(20);

            assertThat(result.holds()).as("%s, seed %d", result, SEED).isTrue();
            assertThat(result.killed()).isGreaterThan(5);
        }
    }
}
