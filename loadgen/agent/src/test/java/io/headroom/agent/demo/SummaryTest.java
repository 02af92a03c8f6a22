package io.headroom.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.headroom.agent.export.ResultJson;
import io.headroom.agent.terminal.Palette;
import io.headroom.protocol.run.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"passed", "open"})
    void theDocumentIsWhatItsSchemaPromises(String which) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../../docs/schema/headroom.run-1.json")));
        RunResult result = which.equals("passed") ? Results.passed("run-1") : Results.open("run-1");
        assertThat(schema.validate(ResultJson.MAPPER.valueToTree(result))).isEmpty();
    }

    private static String golden() throws IOException {
        try (var text = SummaryTest.class.getResourceAsStream("/summary.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
