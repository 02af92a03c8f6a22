package io.headroom.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.agent.terminal.Palette;
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
    void whereNoRateFailedItSaysAtLeastAndNoConfidence() {
        assertThat(Summary.of(Results.open("run-1"), Palette.PLAIN))
                .anySatisfy(line -> assertThat(line)
                        .matches(" +maximum +≥ 190 requests/s +directional +at least this: no rate failed"))
                .anySatisfy(line -> assertThat(line).matches(" +efficiency +98.5 % \\(≥ 95.0 %\\)"))
                .noneSatisfy(line -> assertThat(line).contains("≥", "confidence"));
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
