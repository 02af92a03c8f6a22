package io.headroom.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    private static final List<Row> ROWS = List.of(
            Row.beside("small-get-64", "CPU-s per 100,000 requests", 0.41, "wrk", 0.51)
                    .with(new Goal.RatioAtMost(0.95)),
            Row.alone("memory-64", "peak resident memory, MB", 180.4)
                    .with(new Goal.AtMost(150))
                    .noting("64 users"),
            Row.alone("stall", "p99, ms", 910).with(new Goal.Within(900, 0.02)),
            Row.alone("rate-5000", "achieved / asked", 0.9995).with(new Goal.AtLeast(0.999)),
            Row.beside("small-get-64", "CPU-s per 100,000 requests", 0.41, "ab", 0.44));

    @Test
    void theDocumentHasWhatEveryBenchWrites() throws Exception {
        var document = new Document("engine", new Machine("a processor", 2, "Linux 6", "25"), ROWS);
        JsonNode json = new ObjectMapper().readTree(document.json());

        assertThat(json.fieldNames()).toIterable().containsExactly("bench", "machine", "rows");
        JsonNode first = json.at("/rows/0");
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly("work", "metric", "ours", "peer", "theirs", "ratio", "goal", "met");
        assertThat(first.path("ratio").asDouble()).isEqualTo(0.41 / 0.51);
        assertThat(first.path("met").asBoolean()).isTrue();
        JsonNode second = json.at("/rows/1");
        assertThat(second.fieldNames()).toIterable().containsExactly("work", "metric", "ours", "goal", "met", "note");
        assertThat(second.path("met").asBoolean()).isFalse();
        assertThat(json.at("/rows/4").has("goal")).as("only something to know").isFalse();
    }

    @Test
    void theTableSaysWhatIsMissed() {
        assertThat(RowTable.lines(ROWS))
                .containsExactly(
                        "work          metric                        ours  peer  theirs  ratio  goal           met  note",
                        "small-get-64  CPU-s per 100,000 requests  0.4100  wrk   0.5100  0.804  ratio <= 0.95  yes",
                        "memory-64     peak resident memory, MB       180                       <= 150         NO   64 users",
                        "stall         p99, ms                        910                       900 +- 2 %     yes",
                        "rate-5000     achieved / asked            0.9995                       >= 0.999       yes",
                        "small-get-64  CPU-s per 100,000 requests  0.4100  ab    0.4400  0.932");
    }

    @Test
    void aGoalIsMetUpToItsLimit() {
        assertThat(new Goal.RatioAtMost(0.95).isMet(1, 0.95)).isTrue();
        assertThat(new Goal.RatioAtMost(0.95).isMet(1, 0.951)).isFalse();
        assertThat(new Goal.Within(500, 0.02).isMet(490, 0)).isTrue();
        assertThat(new Goal.Within(500, 0.02).isMet(511, 0)).isFalse();
        assertThat(new Goal.AtLeast(0.999).isMet(0.9989, 0)).isFalse();
    }

    @Test
    void aFigureThatIsNoNumberMeetsNothing() {
        assertThat(Row.alone("stall", "p99, ms", Double.NaN)
                        .with(new Goal.Within(900, 0.02))
                        .isUnmet())
                .isTrue();
        assertThat(Row.alone("memory", "MB", Double.NaN)
                        .with(new Goal.AtMost(150))
                        .isUnmet())
                .isTrue();
    }
}
