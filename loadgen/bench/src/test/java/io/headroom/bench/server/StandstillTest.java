package io.headroom.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.bench.measure.BenchFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StandstillTest {

    private static final String STOPPED = "T";

    @Test
    void aProcessStandsStillForItsTimeAndGoesOn() throws Exception {
        Process process = new ProcessBuilder("sleep", "30").start();
        try {
            long began = System.nanoTime();
            Thread standstill = Thread.ofPlatform().start(() -> Standstill.of(process.pid(), Duration.ofMillis(200)));
            while (!state(process).equals(STOPPED)) {
                Thread.onSpinWait();
            }
            standstill.join();
            assertThat(System.nanoTime() - began).isBetween(200_000_000L, 5_000_000_000L);
            assertThat(state(process)).isNotEqualTo(STOPPED);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whoeverIsInterruptedLetsTheProcessGoOn() throws Exception {
        Process process = new ProcessBuilder("sleep", "30").start();
        try {
            Thread.currentThread().interrupt();
            Standstill.of(process.pid(), Duration.ofSeconds(30));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(state(process)).isNotEqualTo(STOPPED);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessThatIsNoneIsAFailure() {
        assertThatThrownBy(() -> Standstill.of(Integer.MAX_VALUE, Duration.ZERO))
                .isInstanceOf(BenchFailure.class)
                .hasMessage("process 2147483647 cannot be stopped and continued by signals.");
    }

    /** As proc(5) abbreviates it. */
    private static String state(Process process) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[0];
    }
}
