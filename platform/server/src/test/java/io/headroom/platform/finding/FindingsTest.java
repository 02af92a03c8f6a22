package io.headroom.platform.finding;

import static io.headroom.platform.finding.TracedStepSketch.LOCK;
import static io.headroom.platform.finding.TracedStepSketch.SELECT;
import static io.headroom.platform.finding.TracedStepSketch.THIRD_PARTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.telemetry.StepView;
import io.headroom.protocol.run.RunResult;
import io.headroom.telemetry.pattern.CallPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The figures of a run's load steps reach the detectors that they belong to, and no others. */
class FindingsTest {

    private static final double[] RATES = {10, 20, 40, 80, 120, 160};
    private static final double KNEE = 160;

    @Test
    void nothingIsFoundWhereNothingChangesWithTheLoad() {
        Analysis analysis =
                ladder(step -> step.calls(THIRD_PARTY, 100, 3, Map.of()).calls(SELECT, 300, 1, Map.of()));

        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.coverage().sentence())
                .isEqualTo("Traces of 3000 requests came, 2994 of them complete, from 6 of 6 load steps."
                        + " 127.0.0.1:45678 reported nothing: what happens inside is not known.");
        assertThat(analysis.dependencies().get(1)).hasSize(2).first().satisfies(most -> {
            assertThat(most.operation()).isEqualTo(THIRD_PARTY.operation());
            assertThat(most.callsPerRequest()).isEqualTo(1);
            assertThat(most.mean()).isEqualTo(3);
        });
    }

    @Test
    void aDependencyThatSlowsDownIsNamed_theSameInEveryEnvironment() {
        Analysis analysis =
                ladder(step -> step.calls(THIRD_PARTY, 100, step.load().rate() / 4, Map.of()));

        assertThat(kinds(analysis)).containsExactly("dependency-slows");
        assertThat(analysis.findings().getFirst().subject()).isEqualTo("GET /score/{id} of 127.0.0.1");
        assertThat(analysis.findings().getFirst().evidence()).hasSize(RATES.length);
    }

    @Test
    void aboveTheKneeEverythingSlowsDown() {
        TracedStepSketch[] steps = new TracedStepSketch[RATES.length];
        for (int i = 0; i < RATES.length; i++) {
            steps[i] = new TracedStepSketch(i + 1, RATES[i])
                    .verdict(i < 2 ? "PASS" : "FAIL")
                    .calls(THIRD_PARTY, 100, RATES[i] / 4, Map.of());
        }
        assertThat(analysis(1, steps).findings()).isEmpty();
    }

    @Test
    void aStatementThatWaitsForLocksIsToldFromASlowDatabase() {
        assertThat(kinds(ladder(step ->
                        step.calls(LOCK, 100, step.load().rate() / 4, Map.of()).calls(SELECT, 300, 1, Map.of()))))
                .containsExactly("lock-contention");
        assertThat(kinds(ladder(step -> step.calls(LOCK, 100, step.load().rate() / 4, Map.of())
                        .calls(SELECT, 300, step.load().rate() / 4, Map.of()))))
                .containsExactly("dependency-slows", "dependency-slows");
    }

    @Test
    void refusalsAndRetriesCountAboveTheKneeToo() {
        assertThat(kinds(ladder(step -> step.load().rate() < 100
                        ? step.calls(THIRD_PARTY, 100, 3, Map.of())
                        : step.verdict("FAIL").calls(THIRD_PARTY, 100, 3, Map.of("429", 40L)))))
                .containsExactly("third-party-limit");
        assertThat(kinds(ladder(step -> step.load().rate() < 100
                        ? step.calls(THIRD_PARTY, 100, 3, Map.of())
                        : step.verdict("FAIL").calls(THIRD_PARTY, 300, 3, Map.of("500", 250L)))))
                .containsExactly("retry-amplification");
    }

    @Test
    void anInstanceIsBlamedIfMostStepsShowIt() {
        assertThat(analysis(3, beside(1, 120, 30, 30, 31), beside(2, 140, 30, 60, 31), beside(3, 150, 30, 70, 31))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo("slow-instance");
                    assertThat(finding.subject()).isEqualTo("i-2");
                    assertThat(finding.statement()).contains("70.0 ms");
                });
        assertThat(analysis(3, beside(1, 120, 30, 30, 31), beside(2, 140, 30, 60, 31), beside(3, 150, 60, 30, 31))
                        .findings())
                .as("another one each time: bad moments")
                .isEmpty();
    }

    @Test
    void instancesAreComparedWhereverTheLoadWasCarried_fromTheLoadThatShowsIt() {
        assertThat(kinds(analysis(
                        3,
                        beside(1, 120, 30, 30, 31),
                        beside(2, 140, 30, 31, 31),
                        beside(3, 260, 30, 60, 31).slow(),
                        beside(4, 250, 30, 70, 31).slow())))
                .as("half of the steps, all of the most loaded ones")
                .containsExactly("slow-instance");
        assertThat(kinds(analysis(
                        3,
                        beside(1, 120, 30, 60, 31),
                        beside(2, 140, 30, 31, 31),
                        beside(3, 150, 30, 60, 31),
                        beside(4, 160, 30, 31, 31))))
                .as("it goes as it comes")
                .isEmpty();
        assertThat(kinds(analysis(
                        3,
                        beside(1, 300, 300, 600, 310).verdict("FAIL"),
                        beside(2, 320, 300, 700, 310).verdict("FAIL"))))
                .as("where requests piled up")
                .isEmpty();
    }

    private static TracedStepSketch beside(int number, double rate, double one, double two, double three) {
        return new TracedStepSketch(number, rate)
                .instance("i-1", 200, one)
                .instance("i-2", 200, two)
                .instance("i-3", 200, three);
    }

    @Test
    void aPatternIsAFindingIfAQuarterOfTheStepsShowIt() {
        Analysis often = ladder(step -> step.load().rate() < 30 ? step : step.shows(CallPattern.Kind.N_PLUS_ONE));
        assertThat(often.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("n-plus-one");
            assertThat(finding.severity()).isEqualTo("high");
            assertThat(finding.evidence()).hasSize(4).containsKey("160 requests/s");
            assertThat(finding.traces()).containsExactly("48ab");
        });
        assertThat(ladder(step -> step.load().rate() < 150 ? step : step.shows(CallPattern.Kind.N_PLUS_ONE))
                        .findings())
                .isEmpty();
    }

    @Test
    void withoutTraces_nobodyIsToldThatThereIsNothing() {
        Ladder ladder = new Ladder(1, KNEE, List.of(new TracedStepSketch(1, 10).load()));
        Analysis analysis = Findings.analysis(new RunFigures(List.of(ladder), 3, null), Map.of());

        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.coverage().sentence()).startsWith("No trace of the run came, so nothing is known");
    }

    private static List<String> kinds(Analysis analysis) {
        return analysis.findings().stream().map(RunResult.Finding::kind).toList();
    }

    private static Analysis ladder(Function<TracedStepSketch, TracedStepSketch> sketch) {
        TracedStepSketch[] steps = new TracedStepSketch[RATES.length];
        for (int i = 0; i < RATES.length; i++) {
            steps[i] = sketch.apply(new TracedStepSketch(i + 1, RATES[i]));
        }
        return analysis(1, steps);
    }

    private static Analysis analysis(int instances, TracedStepSketch... steps) {
        Map<Integer, StepView> traces = new TreeMap<>();
        List<io.headroom.protocol.capacity.LoadStep> loads = new ArrayList<>();
        for (TracedStepSketch step : steps) {
            traces.put(step.load().number(), step.traces());
            loads.add(step.load());
        }
        return Findings.analysis(new RunFigures(List.of(new Ladder(instances, KNEE, loads)), 3, null), traces);
    }
}
