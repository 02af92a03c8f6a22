package io.headroom.localcloud.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ReaperTest {

    @TempDir
    private Path folder;

    @Test
    void endsWhatIsRecordedAndSparesAReusedId() throws Exception {
        Process recorded = sleeping(false);
        Process stranger = sleeping(false);
        try {
            String started = ProcessIdentity.of(recorded.pid()).orElseThrow().started();
            Files.writeString(
                    folder.resolve("processes"),
                    recorded.pid() + " instance " + started + "\n" + stranger.pid() + " instance 1\n");
            Reaper.sweep(folder);
            assertThat(recorded.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            recorded.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    @Test
    void endsWhatCarriesTheMarkAndWasNotRecordedYet() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")), "needs /proc");
        Process marked = sleeping(true);
        Process stranger = sleeping(false);
        try {
            Reaper.sweep(folder);
            assertThat(marked.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            marked.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    @Test
    void anIdentityIsOneProcessOnly() throws Exception {
        Process process = sleeping(false);
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();
        assertThat(identity.isAlive()).isTrue();
        assertThat(new ProcessIdentity(process.pid(), "1").isAlive()).isFalse();
        process.destroyForcibly().waitFor();
        assertThat(identity.isAlive()).isFalse();
    }

    private Process sleeping(boolean marked) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sleep", "60");
        if (marked) {
            builder.environment().put(Reaper.MARK, folder.toString());
        }
        return builder.start();
    }
}
