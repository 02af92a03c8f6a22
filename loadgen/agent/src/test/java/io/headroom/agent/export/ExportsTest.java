package io.headroom.agent.export;

import static io.headroom.agent.export.Results.aResult;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.agent.capacity.CapacityTests;
import io.headroom.agent.export.Exports.Form;
import io.headroom.agent.quantity.Setting;
import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.load.LoadResult.Objective;
import io.headroom.protocol.run.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What other programs read is what they can read, whatever stands in names. */
class ExportsTest {

    private static final String HOSTILE = "GET /a|b<c>&\"'`*_[x](javascript:1)\u0007@all ]]>";

    @TempDir
    Path folder;

    @Test
    void theJsonDocumentIsReadBackAsWhatItWas() throws Exception {
        LoadResult result = aResult().build();

        LoadResult back = ResultJson.MAPPER.readValue(ResultJson.written(result), LoadResult.class);

        assertThat(back).usingRecursiveComparison().isEqualTo(result);
        assertThat(ResultJson.written(result))
                .contains("\"verdict\" : \"pass\"")
                .doesNotContain("null");
    }

    @Test
    void junitHasACaseForEachObjective_andOneForTheMeasurement() throws Exception {
        LoadResult result = aResult()
                .judged(Verdict.FAILED, "1 of 3 objectives were missed.")
                .with(new Objective("p95<200ms", "p95", 200, 59.0, true, "p95 is 59 ms"))
                .with(new Objective(HOSTILE, "p95", 10, 59.0, false, HOSTILE))
                .with(new Objective("p99.9<1s", "p99.9", 1000, null, null, "too few"))
                .build();

        Element suite = suite(JUnitReport.of(result));

        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(cases(suite)).hasSize(4);
        assertThat(cases(suite).get(2).getAttribute("name")).isEqualTo(HOSTILE.replace('\u0007', '?'));
        assertThat(cases(suite).get(2).getElementsByTagName("failure").getLength())
                .isEqualTo(1);
        assertThat(cases(suite).get(3).getElementsByTagName("error").getLength())
                .isEqualTo(1);
    }

    @Test
    void whatIsInvalidWithoutAnyObjective_isAnErrorOfTheMeasurement() throws Exception {
        Element suite = suite(JUnitReport.of(
                aResult().judged(Verdict.INVALID, "The generator was late.").build()));

        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(((Element) cases(suite)
                                .getFirst()
                                .getElementsByTagName("error")
                                .item(0))
                        .getAttribute("message"))
                .isEqualTo("The generator was late.");
    }

    @Test
    void aHostileNameStaysInItsCellOfMarkdown() {
        String page = MarkdownReport.of(aResult().ofRequest(HOSTILE).build());

        String row =
                page.lines().filter(line -> line.contains("GET")).findFirst().orElseThrow();
        assertThat(row.replace("\\|", "").chars().filter(c -> c == '|').count()).isEqualTo(9);
        assertThat(row).doesNotContain("<c>").doesNotContain("@all").contains("\\[x\\]\\(javascript:1\\)");
    }

    @Test
    void theIntervalLogIsReadByHdrHistogramsOwnReader() throws Exception {
        Instant started = Instant.parse("2026-11-24T09:00:00Z");
        var first = new Histogram(3);
        first.recordValueWithCount(1_000, 90);
        var second = new Histogram(3);
        second.recordValueWithCount(5_000, 10);

        byte[] log = IntervalLog.of(
                started,
                Stream.of(
                        new Interval(0, 1, "GET /a, b {id}", "response", first),
                        new Interval(0, 1, "GET /a, b {id}", "service", new Histogram(3)),
                        new Interval(1, 1, "GET /a, b {id}", "lag", second)));

        List<EncodableHistogram> read = new ArrayList<>();
        var reader = new HistogramLogReader(new ByteArrayInputStream(log));
        while (reader.hasNext()) {
            read.add(reader.nextIntervalHistogram());
        }
        assertThat(read)
                .extracting(EncodableHistogram::getTag)
                .containsExactly("response:GET%20/a%2C%20b%20{id}", "lag:GET%20/a%2C%20b%20{id}");
        assertThat(read)
                .extracting(EncodableHistogram::getStartTimeStamp)
                .containsExactly(started.toEpochMilli(), started.toEpochMilli() + 1_000);
        assertThat(((Histogram) read.getFirst()).getTotalCount()).isEqualTo(90);
        assertThat(((Histogram) read.get(1)).getValueAtPercentile(50)).isBetween(4_990L, 5_010L);
    }

    @Test
    void theSeriesHasARowForEachSecond() {
        String csv = SeriesCsv.of(aResult().lasting(12).build());

        assertThat(csv.lines()).hasSize(13).element(1).isEqualTo("0.0,100,100,100,0,0,2,1.0,2.0,,3.0,1.5");
    }

    @Test
    void aCapacityHasARowForEachStep_andItsFiguresAsPropertiesOfOneCase() throws Exception {
        CapacityResult result = CapacityTests.quickly(200);
        var documents = new CapacityDocuments(result);

        String csv = new String(documents.of(Form.CSV), StandardCharsets.UTF_8);
        assertThat(csv.lines()).hasSize(1 + result.steps().size());
        assertThat(csv.lines().skip(1).findFirst().orElseThrow()).startsWith("10.0,PASS,PASS,");
        Element suite = suite(new String(documents.of(Form.JUNIT), StandardCharsets.UTF_8));
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(cases(suite)).hasSize(1);
        assertThat(suite.getElementsByTagName("property").getLength()).isEqualTo(6);
        assertThat(new String(documents.of(Form.MARKDOWN), StandardCharsets.UTF_8))
                .contains("✅ pass: capacity of Shop", "| maximum |", "at 90 % confidence");
        assertThat(ResultJson.MAPPER.readValue(documents.of(Form.JSON), CapacityResult.class))
                .usingRecursiveComparison()
                .isEqualTo(result);
    }

    @Test
    void aFileThatCannotBeWritten_isSaidBeforeAnythingIsMeasured() {
        var exports = new Exports(Map.of(
                Form.JSON, new Setting("--json", folder.resolve("no/such.json").toString())));

        assertThatThrownBy(exports::prove).hasMessageContaining("--json").hasMessageContaining("cannot be written");
    }

    @Test
    void aProofLeavesNoFile_andAnExistingOneAsItIs() throws Exception {
        Path old = Files.writeString(folder.resolve("old.json"), "old");
        Path fresh = folder.resolve("new.xml");

        new Exports(Map.of(
                        Form.JSON, new Setting("--json", old.toString()),
                        Form.JUNIT, new Setting("--junit", fresh.toString())))
                .prove();

        assertThat(old).hasContent("old");
        assertThat(fresh).doesNotExist();
    }

    @Test
    void oneDocumentOnlyGoesToStandardOutput() {
        var exports = new Exports(Map.of(Form.JSON, new Setting("--json", "-"), Form.CSV, new Setting("--csv", "-")));

        assertThatThrownBy(exports::prove).hasMessageContaining("cannot all go to standard output");
    }

    private static Element suite(String xml) throws Exception {
        return (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("testsuite")
                .item(0);
    }

    private static List<Element> cases(Element suite) {
        var nodes = suite.getElementsByTagName("testcase");
        List<Element> cases = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            cases.add((Element) nodes.item(i));
        }
        return cases;
    }
}
