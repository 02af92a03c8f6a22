package io.headroom.bench.defect;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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

    /** Whether a run with this defect names it; a run that fails does not, and the others go on. */
    public Row measure(SampleDefect defect) throws InterruptedException {
        progress.accept(defect.id() + ": demo with " + defect.stages());
        Row row = attempt(
                () -> row(defect, demo.run(Optional.of(defect), defect.stages())),
                failure -> row(defect, false).noting(failure));
        progress.accept(defect.id() + ": " + row.note());
        return row;
    }

    /** Whether a run without any finds nothing. */
    public Row measureClean() throws InterruptedException {
        progress.accept("no defect: demo with " + SampleDefect.EVERY_STAGE);
        Row row = attempt(
                () -> cleanRow(demo.run(Optional.empty(), SampleDefect.EVERY_STAGE)),
                failure -> cleanRow(Double.NaN).noting(failure));
        progress.accept("no defect: " + row.note());
        return row;
    }

    /** A demo that ends with a row. */
    interface Attempt {

        Row row() throws IOException, InterruptedException;
    }

    /** @param otherwise the row of a demo that failed, by what failed */
    static Row attempt(Attempt attempt, Function<String, Row> otherwise) throws InterruptedException {
        try {
            return attempt.row();
        } catch (IOException | BenchFailure failure) {
            return otherwise.apply("the demo failed: " + failure.getMessage());
        }
    }

    static Row row(SampleDefect defect, Optional<JsonNode> result) {
        List<JsonNode> findings = result.map(DefectSuite::findings).orElse(List.of());
        List<JsonNode> others = new ArrayList<>(findings);
        Optional<JsonNode> named = findings.stream()
                .filter(finding -> kind(finding).equals(defect.finding()))
                .findFirst();
        named.ifPresent(others::remove);
        String note = named.map(finding -> told(finding) + (others.isEmpty() ? "" : "; besides " + told(others)))
                .orElseGet(() -> defect.finding() + " is missing; " + otherwise(result, findings));
        return row(defect, named.isPresent()).noting(note);
    }

    private static Row row(SampleDefect defect, boolean isNamed) {
        return Row.alone(defect.id(), "defect named", isNamed ? 1 : 0).with(new Goal.AtLeast(1));
    }

    static Row cleanRow(Optional<JsonNode> result) {
        List<JsonNode> findings = result.map(DefectSuite::findings).orElse(List.of());
        // A run of which nothing was seen has nothing to find either.
        boolean isSeen = result.map(
                        document -> document.path("coverage").path("traced").asInt() > 0)
                .orElse(false);
        return cleanRow(isSeen ? findings.size() : Double.NaN).noting(otherwise(result, findings));
    }

    private static Row cleanRow(double findings) {
        return Row.alone("none", "findings", findings).with(new Goal.AtMost(0));
    }

    private static String otherwise(Optional<JsonNode> result, List<JsonNode> findings) {
        if (result.isEmpty()) {
            return "the demo ended without a result";
        }
        return findings.isEmpty()
                ? "no finding; "
                        + shortened(
                                result.get().path("coverage").path("sentence").asText("nothing was measured"))
                : told(findings);
    }

    private static String told(List<JsonNode> findings) {
        return findings.stream().map(DefectSuite::told).collect(Collectors.joining("; "));
    }

    private static String told(JsonNode finding) {
        return kind(finding) + ": " + shortened(finding.path("statement").asText());
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
