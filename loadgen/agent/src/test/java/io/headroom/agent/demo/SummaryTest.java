package io.headroom.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.agent.terminal.Palette;
import io.headroom.protocol.run.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void saysTheVerdictThenTheFiguresThenWhetherAllIsBackAsItWas() throws IOException {
        String summary = String.join("\n", Summary.of(Results.passed("run-1"), Palette.PLAIN)) + "\n";
        assertThat(summary).isEqualTo(golden());
    }

    @Test
    void anEfficiencyWithoutAFailingRateIsAtLeastItsLowerBound() {
        var open = new RunResult.Efficiency(0.95, 0.985, null);
        assertThat(Summary.of(Results.passed("run-1", open), Palette.PLAIN))
                .contains("    efficiency   98.5 % (at least 95.0 %)");
    }

    @Test
    void coloursNeverShiftTheColumns() {
        String coloured = String.join("\n", Summary.of(Results.passed("run-1"), new Palette(true)));
        assertThat(coloured.replaceAll("\033\\[[0-9;]*m", ""))
                .isEqualTo(String.join("\n", Summary.of(Results.passed("run-1"), Palette.PLAIN)));
    }

    private static String golden() throws IOException {
        try (var text = SummaryTest.class.getResourceAsStream("/summary.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
