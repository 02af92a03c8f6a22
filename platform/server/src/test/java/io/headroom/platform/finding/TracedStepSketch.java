package io.headroom.platform.finding;

import io.headroom.platform.telemetry.StepView;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.telemetry.figures.Coverage;
import io.headroom.telemetry.figures.DependencyFigures;
import io.headroom.telemetry.figures.FirstAnswers;
import io.headroom.telemetry.figures.SectionFigures;
import io.headroom.telemetry.figures.ServiceFigures;
import io.headroom.telemetry.figures.TimeFigures;
import io.headroom.telemetry.pattern.CallPattern;
import io.headroom.telemetry.resource.LevelFigures;
import io.headroom.telemetry.resource.Series;
import io.headroom.telemetry.resource.StepResources;
import io.headroom.telemetry.trace.Dependency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A load step in a few words: its rate, who answered, what was asked. */
final class TracedStepSketch {

    static final Dependency THIRD_PARTY = new Dependency(Dependency.Kind.HTTP, "127.0.0.1:45678", "GET /score/{id}");
    static final Dependency SELECT =
            new Dependency(Dependency.Kind.DATABASE, "postgresql profiles", "select a from t where id = ?");
    static final Dependency LOCK =
            new Dependency(Dependency.Kind.DATABASE, "postgresql profiles", "select a from t where id = ? for update");

    private static final long REQUESTS = 500;

    private final int number;
    private final double rate;
    private String verdict = "PASS";
    private String saturation = "PASS";
    private final List<DependencyFigures> dependencies = new ArrayList<>();
    private final List<ServiceFigures> services = new ArrayList<>();
    private final List<CallPattern> patterns = new ArrayList<>();
    private final List<LevelFigures> levels = new ArrayList<>();
    private final List<SectionFigures> sections = new ArrayList<>();
    private final List<FirstAnswers> firstAnswers = new ArrayList<>();
    private Map<String, Double> resources = Map.of();

    TracedStepSketch(int number, double rate) {
        this.number = number;
        this.rate = rate;
    }

    TracedStepSketch verdict(String word) {
        verdict = word;
        saturation = word;
        return this;
    }

    /** Answered slowly, but carried. */
    TracedStepSketch slow() {
        verdict = "FAIL";
        return this;
    }

    TracedStepSketch instance(String instance, String zone, long requests, double millis, double bytesP95) {
        services.add(
                new ServiceFigures("shop", instance, zone, "GET /a", time(requests, millis), Map.of(), bytesP95, 1));
        return this;
    }

    TracedStepSketch calls(Dependency dependency, long calls, double millis, Map<String, Long> errors) {
        return calls("i-1", dependency, calls, millis, errors);
    }

    TracedStepSketch calls(
            String instance, Dependency dependency, long calls, double millis, Map<String, Long> errors) {
        dependencies.add(new DependencyFigures(
                "shop", instance, dependency, 100, 1, 1, 1, time(calls, millis), errors, calls * millis, 1, 0));
        return this;
    }

    TracedStepSketch shows(CallPattern.Kind kind) {
        patterns.add(new CallPattern(
                kind,
                CallPattern.Severity.HIGH,
                CallPattern.Certainty.SEEN,
                "shop",
                "GET /a",
                SELECT,
                "GET /a of shop asks 20 times",
                List.of("48ab"),
                "Load them together."));
        return this;
    }

    TracedStepSketch instance(String instance, long requests, double millis) {
        return instance(instance, "a", requests, millis, 0);
    }

    TracedStepSketch level(String metric, double value, Map<String, String> attributes) {
        return level(metric, value, value, attributes);
    }

    TracedStepSketch level(String metric, double min, double last, Map<String, String> attributes) {
        levels.add(new LevelFigures(
                new Series("shop", "i-1", metric, "", attributes), 3, min, last, min, (min + last) / 2, last));
        return this;
    }

    TracedStepSketch section(String name, double millis) {
        sections.add(new SectionFigures("shop", "i-1", name, time(100, millis)));
        return this;
    }

    TracedStepSketch begins(String instance, List<Double> millis) {
        firstAnswers.add(new FirstAnswers("shop", instance, millis));
        return this;
    }

    TracedStepSketch resources(Map<String, Double> figures) {
        resources = figures;
        return this;
    }

    private static TimeFigures time(long count, double millis) {
        return new TimeFigures(count, millis, millis, 2 * millis, 3 * millis);
    }

    LoadStep load() {
        LoadStep.Latency none = new LoadStep.Latency(null, null, null, null, 0);
        return new LoadStep(
                rate,
                verdict,
                saturation,
                "",
                List.of(),
                5,
                0,
                0,
                Math.round(5 * rate),
                Map.of(),
                0,
                rate,
                none,
                none,
                none,
                resources,
                number,
                null);
    }

    StepView traces() {
        Coverage coverage = new Coverage(REQUESTS, REQUESTS - 1, 0, 0, 0, 0, List.of("127.0.0.1:45678"));
        return new StepView(
                number,
                time(REQUESTS, 22),
                dependencies,
                services,
                sections,
                firstAnswers,
                coverage,
                new StepResources(levels, List.of(), List.of()),
                patterns);
    }
}
