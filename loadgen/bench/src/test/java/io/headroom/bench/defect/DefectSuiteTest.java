package io.headroom.bench.defect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefectSuiteTest {

    private static final String COVERAGE =
            "\"coverage\": {\"traced\": 9, \"sentence\": \"Traces of 5345 requests came.\"}";
    private static final String FOUND = """
            {"findings": [{"kind": "n-plus-one", "statement": "GET /a asks 21 times."}], %s}
            """.formatted(COVERAGE);

    @Test
    void aDefectIsNamedIfItsKindIsAmongTheFindings() throws IOException {
        Row row = DefectSuite.row(SampleDefect.N_PLUS_ONE, document(FOUND));
        assertThat(row.met()).isTrue();
        assertThat(row.note()).isEqualTo("n-plus-one: GET /a asks 21 times.");
    }

    @Test
    void anotherFindingDoesNotCount_andIsTold() throws IOException {
        Row row = DefectSuite.row(SampleDefect.SMALL_POOL, document(FOUND));
        assertThat(row.isUnmet()).isTrue();
        assertThat(row.note()).isEqualTo("pool-wait is missing; n-plus-one: GET /a asks 21 times.");
    }

    @Test
    void whatIsFoundBesidesTheDefectIsTold() throws IOException {
        Row row = DefectSuite.row(SampleDefect.N_PLUS_ONE, document("""
                {"findings": [{"kind": "pool-wait", "statement": "It waits."},
                              {"kind": "n-plus-one", "statement": "GET /a asks 21 times."}]}
                """));
        assertThat(row.met()).isTrue();
        assertThat(row.note()).isEqualTo("n-plus-one: GET /a asks 21 times.; besides pool-wait: It waits.");
    }

    @Test
    void aDemoThatFailsGivesARowThatIsUnmet() throws InterruptedException {
        Row unmet = Row.alone("x", "defect named", 0).with(new Goal.AtLeast(1));
        for (Exception failure : List.of(BenchFailure.environment("too long"), new IOException("too long"))) {
            Row row = DefectSuite.attempt(
                    () -> {
                        if (failure instanceof IOException lost) {
                            throw lost;
                        }
                        throw (BenchFailure) failure;
                    },
                    unmet::noting);
            assertThat(row.isUnmet()).isTrue();
            assertThat(row.note()).isEqualTo("the demo failed: too long");
        }
    }

    @Test
    void withoutADefectNothingIsToBeFound_andNothingSeenIsNotNothingFound() throws IOException {
        assertThat(DefectSuite.cleanRow(document("{\"findings\": [], %s}".formatted(COVERAGE)))
                        .met())
                .isTrue();
        assertThat(DefectSuite.cleanRow(document(FOUND)).isUnmet()).isTrue();
        assertThat(DefectSuite.cleanRow(document("{\"findings\": []}")).isUnmet())
                .isTrue();
        assertThat(DefectSuite.cleanRow(Optional.empty()).note()).isEqualTo("the demo ended without a result");
    }

    private static Optional<JsonNode> document(String json) throws IOException {
        return Optional.of(new ObjectMapper().readTree(json));
    }
}
