package io.headroom.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine --peer k6",
                "engine --work nothing",
                "engine --rounds 0",
                "engine --seconds x",
                "engine --peers wrk",
                "engines",
                "defects --defect n-plus-two",
                ""
            })
    void wrongUsageIsRefusedBeforeAnythingIsStarted(String arguments) {
        assertThat(BenchCommand.run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(4);
    }
}
