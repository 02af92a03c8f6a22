package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A slice of the fault matrix: real owners killed, real PostgreSQL, real guards; without mutants. */
@Timeout(300)
class CrashBenchTest {

    private static final Duration LIMIT = Duration.ofSeconds(240);

    @TempDir
    Path folder;

    /** Each violation is in what the bench said, which the assertion's message carries. */
    @Test
    void aHundredCrashesOrMoreLeaveNothingOpen() {
        try (Command bench = Command.start(folder, "bench", "crash", "--count", "105", "--seed", "7", "--no-mutants")) {
            String said = bench.expectExit(0, LIMIT);
            assertThat(said)
                    .containsPattern("injected 10[0-5] of 105 crashes\n")
                    .containsPattern("protections left open +0\n")
                    .containsPattern("restored too late +0\n")
                    .containsPattern("foreign edits lost +0\n")
                    .containsPattern("double owners +0\n")
                    .containsPattern("openings without a record +0\n")
                    .containsPattern("records that never end +0\n");
        }
    }
}
