package io.headroom.bench.defect;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One demo for each defect, and what it found. */
public final class DefectSuite {

    private static final int NOTE_MAX = 160;

    private final Demo demo;
    private final Consumer<String> progress;

    /**
     * @param root where the launcher stands
     * @param folder for data, results and what the demos say
     */
    public DefectSuite(Path root, Path folder, Consumer<String> progress) {
        this.demo = new Demo(root, folder);
        this.progress = progress;
    }

    /** Whether a run with this defect names it. */
    public Row measure(SampleDefect defect) throws IOException, InterruptedException {
        progress.accept(defect.id() + ": demo with " + defect.stages());
        Row row = row(defect, demo.run(Optional.of(defect), defect.stages()));
        progress.accept(defect.id() + ": " + row.note());
        return row;
    }

    /** Whether a run without any finds nothing. */
    public Row measureClean() throws IOException, InterruptedException {
        progress.accept("no defect: demo with " + SampleDefect.EVERY_STAGE);
        Row row = cleanRow(demo.run(Optional.empty(), SampleDefect.EVERY_STAGE));
        progress.accept("no defect: " + row.note());
        return row;
    }

    static Row row(SampleDefect defect, Optional<JsonNode> result) {
        List<JsonNode> findings = result.map(DefectSuite::findings).orElse(List.of());
        Optional<JsonNode> named = findings.stream()
                .filter(finding -> kind(finding).equals(defect.finding()))
                .findFirst();
        String note = named.map(finding -> defect.finding() + ": "
                        + shortened(finding.path("statement").asText()))
                .orElseGet(() -> defect.finding() + " is missing; " + otherwise(result, findings));
        return Row.alone(defect.id(), "defect named", named.isPresent() ? 1 : 0)
                .with(new Goal.AtLeast(1))
                .noting(note);
    }

    static Row cleanRow(Optional<JsonNode> result) {
        List<JsonNode> findings = result.map(DefectSuite::findings).orElse(List.of());
        // A run of which nothing was seen has nothing to find either.
        boolean isSeen = result.map(
                        document -> document.path("coverage").path("traced").asInt() > 0)
                .orElse(false);
        return Row.alone("none", "findings", isSeen ? findings.size() : Double.NaN)
                .with(new Goal.AtMost(0))
                .noting(otherwise(result, findings));
    }

    private static String otherwise(Optional<JsonNode> result, List<JsonNode> findings) {
        if (result.isEmpty()) {
            return "the demo ended without a result";
        }
        return findings.isEmpty()
                ? "no finding; "
                        + shortened(
                                result.get().path("coverage").path("sentence").asText("nothing was measured"))
                : findings.stream()
                        .map(finding -> kind(finding) + ": "
                                + shortened(finding.path("statement").asText()))
                        .collect(Collectors.joining("; "));
    }

    private static List<JsonNode> findings(JsonNode document) {
        return new ArrayList<>(StreamSupport.stream(document.path("findings").spliterator(), false)
                .toList());
    }

    private static String kind(JsonNode finding) {
        return finding.path("kind").asText();
    }

    private static String shortened(String text) {
        return text.length() <= NOTE_MAX ? text : text.substring(0, NOTE_MAX - 1) + "…";
    }
}
