package io.headroom.agent.comparison;

import static io.headroom.agent.export.Results.aResult;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.agent.capacity.CapacityTests;
import io.headroom.agent.comparison.Comparison.Difference;
import io.headroom.agent.comparison.Comparison.Word;
import io.headroom.agent.export.ResultJson;
import io.headroom.agent.export.Results;
import io.headroom.agent.terminal.Palette;
import io.headroom.protocol.capacity.CapacityResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparerTest {

    private static final String NAME = "GET /profiles/{id}";

    @TempDir
    Path folder;

    @Test
    void aServiceThatBecameSlower_isShown_andIsARegression() {
        Comparison comparison = compare(aResult(), aResult().seed(2).taking(26));

        Difference p95 = difference(comparison, NAME, "p95");
        assertThat(p95.verdict()).isEqualTo(Word.SLOWER);
        assertThat(p95.change()).isBetween(0.15, 0.45);
        assertThat(comparison.regressions(0.05)).contains(p95);
        assertThat(comparison.regressions(0.60)).isEmpty();
    }

    @Test
    void oneThatBecameFaster_isShown_andIsNoRegression() {
        Comparison comparison = compare(aResult(), aResult().seed(2).taking(12));

        assertThat(difference(comparison, "all", "mean").verdict()).isEqualTo(Word.FASTER);
        assertThat(comparison.regressions(0)).isEmpty();
    }

    @Test
    void theSameServiceTwice_showsNoDifference() {
        Comparison comparison = compare(aResult(), aResult().seed(2));

        assertThat(comparison.differences())
                .allSatisfy(each -> assertThat(each.verdict()).isEqualTo(Word.SAME));
        assertThat(comparison.warnings()).isEmpty();
    }

    @Test
    void newErrors_areARegression_whateverTheThreshold() {
        Comparison comparison = compare(aResult(), aResult().failing(3));

        assertThat(difference(comparison, "all", "errors").verdict()).isEqualTo(Word.MORE_ERRORS);
        assertThat(comparison.regressions(0.5)).hasSize(1);
    }

    @Test
    void aLoadOfAFewSeconds_isTooShortToTell() {
        Comparison comparison =
                compare(aResult().lasting(8), aResult().lasting(8).taking(40));

        assertThat(comparison.differences()).allSatisfy(each -> {
            assertThat(each.verdict()).isEqualTo(Word.TOO_SHORT);
            assertThat(each.lower()).isNull();
        });
    }

    @Test
    void whatMakesResultsHardToCompare_isSaid() {
        Comparison comparison =
                compare(aResult(), aResult().at("http://elsewhere").lasting(40));

        assertThat(comparison.warnings()).anyMatch(warning -> warning.startsWith("the target differs"));
        assertThat(comparison.warnings()).anyMatch(warning -> warning.startsWith("the load differs"));
        assertThat(comparison.warnings()).noneMatch(warning -> warning.startsWith("the scenario"));
    }

    @Test
    void severalAreAllComparedWithTheFirst_inTheUsersOrder() {
        Comparison comparison =
                compare(aResult(), aResult().seed(2), aResult().seed(3).taking(40));

        assertThat(comparison.documents())
                .extracting(Comparison.Document::run)
                .containsExactly("run-1", "run-2", "run-3");
        assertThat(comparison.differences())
                .filteredOn(
                        each -> each.metric().equals("p50") && each.subject().equals("all"))
                .extracting(Difference::verdict)
                .containsExactly(Word.SAME, Word.SLOWER);
    }

    @Test
    void bothReportsNameWhatDiffers() {
        Comparison comparison = compare(aResult(), aResult().seed(2).taking(26));

        assertThat(String.join("\n", ComparisonReport.lines(comparison, Palette.PLAIN)))
                .contains("slower", NAME, "p95");
        assertThat(ComparisonReport.markdown(comparison)).contains("slower", "GET /profiles/\\{id\\}");
    }

    @Test
    void capacitiesDiffer_ifTheirIntervalsDoNotMeet() throws Exception {
        String before = written(CapacityTests.quickly(200));

        assertThat(verdicts(before, written(CapacityTests.quickly(140)))).containsExactly(Word.LESS, Word.LESS);
        assertThat(verdicts(before, written(CapacityTests.quickly(202)))).containsExactly(Word.SAME, Word.SAME);
    }

    @Test
    void ofCapacities_noMoreIsClaimedThanTheirOwnConfidence() throws Exception {
        ResultFile file = ResultFile.read(written(CapacityTests.quickly(200)));

        assertThat(ComparisonReport.lines(Comparer.compare(List.of(file, file)), Palette.PLAIN))
                .last()
                .asString()
                .contains("how sure each interval is, its own document says")
                .doesNotContain("95 %");
    }

    @Test
    void aLoadAndACapacity_haveNoFigureInCommon() throws Exception {
        List<ResultFile> files =
                List.of(ResultFile.read(written(CapacityTests.quickly(200))), ResultFile.read(written(aResult())));

        assertThatThrownBy(() -> Comparer.compare(files)).hasMessageContaining("have no figure in common");
    }

    private static List<Word> verdicts(String before, String after) {
        return Comparer.compare(List.of(ResultFile.read(before), ResultFile.read(after))).differences().stream()
                .map(Difference::verdict)
                .toList();
    }

    private String written(CapacityResult result) throws IOException {
        Path file = Files.createTempFile(folder, "capacity", ".json");
        return Files.writeString(file, ResultJson.written(result)).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                    | is not JSON
            {"a": 1}                             | it has no 'schema'
            {"schema": "headroom.load/9"}        | its schema is 'headroom.load/9'
            {"schema": "headroom.load/1"}        | it lacks 'run'
            [1]                                  | it has no 'schema'
            """)
    void aForeignDocument_isRefused_withItsNameAndWhatIsWrong(String text, String sentence) throws Exception {
        Path file = Files.writeString(folder.resolve("foreign.json"), text);

        assertThatThrownBy(() -> ResultFile.read(file.toString()))
                .hasMessageContaining("foreign.json")
                .hasMessageContaining(sentence);
    }

    private Comparison compare(Results... results) {
        return Comparer.compare(Arrays.stream(results)
                .map(result -> ResultFile.read(written(result)))
                .toList());
    }

    private String written(Results results) {
        try {
            Path file = Files.createTempFile(folder, "result", ".json");
            return Files.writeString(file, ResultJson.written(results.build())).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Difference difference(Comparison comparison, String subject, String metric) {
        List<Difference> found = comparison.differences().stream()
                .filter(each -> each.subject().equals(subject) && each.metric().equals(metric))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
