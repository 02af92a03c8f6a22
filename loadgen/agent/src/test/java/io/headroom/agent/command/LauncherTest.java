package io.headroom.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the launcher's own tests, which are written in the launcher's language. */
class LauncherTest {

    @Test
    @Timeout(120)
    void theLauncherDoesWhatItPromises() throws Exception {
        Path module = Path.of("").toAbsolutePath();
        Path launcher = module.resolve("../../headroom").normalize();
        Process tests = new ProcessBuilder(
                        "bash", module.resolve("src/test/bash/launcher-test.sh").toString(), launcher.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tests.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("\\d\\d passed, 0 failed");
    }
}
