package io.headroom.agent.capacity;

import static io.headroom.agent.capacity.CapacityTests.against;
import static io.headroom.agent.capacity.CapacityTests.searched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.headroom.agent.ExitCode;
import io.headroom.agent.export.ResultJson;
import io.headroom.agent.terminal.Palette;
import io.headroom.exploration.Limits;
import io.headroom.exploration.simulation.Shape;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.run.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** However a search ends, its document says what is known and whose fault the rest is. */
class SearchCourseTest {

    private static final URI URL = URI.create("http://user:secret@127.0.0.1:1");
    private static final Shape TWO_HUNDRED = Shape.of(4, 200);

    @Test
    void anAnswerHoldsBothCapacities_andWhatBound() throws Exception {
        CapacityResult result = searched(against(URL, Limits.doubling(), 5_000), new SimulatedDriver(TWO_HUNDRED));

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(exitCode(result)).isEqualTo(ExitCode.PASS);
        assertThat(result.maximum()).satisfies(maximum -> {
            assertThat(maximum).isNotNull();
            assertThat(maximum.estimate()).isCloseTo(200, within(4.0));
            assertThat(maximum.lower()).isLessThan(200);
            assertThat(maximum.upper()).isGreaterThan(200);
        });
        assertThat(result.knee()).isNotNull();
        assertThat(result.soFar()).isNull();
        assertThat(result.bound()).singleElement().satisfies(bound -> {
            assertThat(bound.of()).isEqualTo("target");
            assertThat(bound.sentence()).contains("while the generator began what was due in time");
        });
        assertThat(result.steps()).hasSizeGreaterThan(5);
        assertThat(result.seconds()).isBetween(30.0, 110.0);
        assertThat(String.join("\n", CapacitySummary.of(result, Palette.PLAIN)))
                .contains("PASS  The target carries at most", "knee", "maximum", "What bound", "valid");
        requireValid(result);
    }

    @Test
    void aTargetThatNeverFailsBelowTheCeiling_carriesAtLeastThat() throws Exception {
        CapacityResult result = searched(against(URL, Limits.doubling(), 100), new SimulatedDriver(TWO_HUNDRED));

        assertThat(exitCode(result)).isEqualTo(ExitCode.PASS);
        assertThat(result.reason()).contains("at least 100 requests/s");
        assertThat(result.steps()).extracting(LoadStep::rate).allMatch(rate -> rate <= 100);
        assertThat(ResultJson.written(result)).containsPattern("\"upper\" : null");
        assertThat(String.join("\n", CapacitySummary.of(result, Palette.PLAIN)))
                .contains("≥ 100 requests/s", "no rate up to the ceiling of 100.0 requests/s failed");
        requireValid(result);
    }

    @Test
    void aTargetThatFailsAtTheBaseline_isDiagnosedByItsErrors() throws Exception {
        CapacityResult result =
                searched(against(URL, Limits.doubling(), 5_000), new SimulatedDriver(TWO_HUNDRED).failing());

        assertThat(exitCode(result)).isEqualTo(ExitCode.FAILED);
        assertThat(result.fault()).isEqualTo(Fault.TARGET);
        assertThat(result.reason())
                .contains("does not pass at 10 requests/s")
                .contains("What failed: status-500 ×")
                .contains("GET /items answered 500, expected 200");
        assertThat(result.knee()).isNull();
        requireValid(result);
    }

    @Test
    void aTargetThatIsTooSlowForTheObjective_isDiagnosedByItsP95() throws Exception {
        var limits = new Limits(OptionalDouble.of(5), OptionalDouble.empty());

        CapacityResult result = searched(against(URL, limits, 5_000), new SimulatedDriver(TWO_HUNDRED));

        assertThat(exitCode(result)).isEqualTo(ExitCode.FAILED);
        assertThat(result.reason()).contains("p95").contains("5.0 ms").doesNotContain("What failed");
        requireValid(result);
    }

    @Test
    void aStarvedGenerator_isNotTheTargetsFault() throws Exception {
        CapacityResult result =
                searched(against(URL, Limits.doubling(), 5_000), new SimulatedDriver(TWO_HUNDRED).starved());

        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(exitCode(result)).isEqualTo(ExitCode.UNMEASURED);
        assertThat(result.reason()).contains("spoiled, not by the target", "96 % of its core");
        assertThat(result.generator()).satisfies(generator -> {
            assertThat(generator).isNotNull();
            assertThat(generator.verdict()).isEqualTo("invalid");
        });
        requireValid(result);
    }

    @Test
    void anInterruptedSearch_saysWhereItHadCorneredTheCapacities() throws Exception {
        CapacityResult result =
                searched(against(URL, Limits.doubling(), 5_000), new SimulatedDriver(TWO_HUNDRED).interruptedAt(7));

        assertThat(result.interrupted()).isTrue();
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.steps()).hasSize(6);
        assertThat(result.soFar()).satisfies(known -> {
            assertThat(known).isNotNull();
            assertThat(known.maximum()).isNotNull();
            assertThat(known.maximum().lower()).isEqualTo(160);
            assertThat(known.maximum().upper()).isEqualTo(320);
        });
        assertThat(String.join("\n", CapacitySummary.of(result, Palette.PLAIN)))
                .contains("INTERRUPTED", "maximum 160–320/s");
        requireValid(result);
    }

    private static ExitCode exitCode(CapacityResult result) {
        return ExitCode.of(result.verdict(), result.fault());
    }

    static void requireValid(CapacityResult result) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../../docs/schema/headroom.capacity-1.json")));
        String document = ResultJson.written(result);
        assertThat(schema.validate(ResultJson.MAPPER.readTree(document))).isEmpty();
        assertThat(document).doesNotContain("secret");
    }
}
