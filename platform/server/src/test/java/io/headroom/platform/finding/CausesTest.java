package io.headroom.platform.finding;

import static io.headroom.platform.finding.TracedStepSketch.SELECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.telemetry.StepView;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.run.RunResult;
import io.headroom.telemetry.trace.Dependency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What metrics, sizes, starts and zones say reaches the detectors that it belongs to. */
class CausesTest {

    private static final Dependency INSERT =
            new Dependency(Dependency.Kind.DATABASE, "postgresql profiles", "insert into t (a) values (?)");
    private static final long MIB = 1 << 20;
    private static final int STEPS = 10;

    @Test
    void aPoolThatIsUsedUpIsToldFromOneThatIsOnlySlow() {
        assertThat(one((step, i) ->
                        pool(step, i < 5 ? 1 : 1.9, 2).section("DataSource.getConnection", i < 5 ? 0.1 : 9)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo("pool-wait");
                    assertThat(finding.subject()).isEqualTo("the connection pool of shop");
                });
        assertThat(one((step, i) -> pool(step, 1, 10).section("DataSource.getConnection", i < 5 ? 0.1 : 9)))
                .isEmpty();
    }

    private static TracedStepSketch pool(TracedStepSketch step, double used, int max) {
        return step.level("db.client.connection.count", used, Map.of("db.client.connection.state", "used"))
                .level("db.client.connection.count", max - used, Map.of("db.client.connection.state", "idle"))
                .level("db.client.connection.max", max, Map.of());
    }

    @Test
    void poolsOfAllInstancesMustFitIntoTheDatabase() {
        Map<String, Double> database = Map.of("database connections max", 100.0);
        assertThat(one((step, i) ->
                        pool(step, 1, 40).calls(SELECT, 100, 1, Map.of()).resources(database)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo("connection-slots");
                    assertThat(finding.statement())
                            .isEqualTo(
                                    "3 instances with pools of 40 may want 120 connections, and postgresql profiles has 100.");
                });
        assertThat(one((step, i) -> pool(step, 1, 33).resources(database))).isEmpty();
    }

    @Test
    void memoryThatIsKeptForEachRequestIsToldFromACacheThatFills() {
        assertThat(kinds(one((step, i) -> heap(step, 20 + 10 * i)))).containsExactly("memory-growth");
        assertThat(one((step, i) -> heap(step, Math.min(60, 20 + 20 * i)))).isEmpty();
        assertThat(one((step, i) -> heap(step, 20))).isEmpty();
    }

    @Test
    void memoryIsReadWhereNoRequestsPileUp_andWithoutGarbage() {
        assertThat(one((step, i) -> i < 7 ? heap(step, 20) : heap(step.verdict("FAIL"), 20 + 20 * i)))
                .as("what waits is kept as well")
                .isEmpty();
        assertThat(kinds(
                        one((step, i) -> i == 3 || i == 7 ? heap(step.verdict("FAIL"), 300) : heap(step, 20 + 10 * i))))
                .containsExactly("memory-growth");
        assertThat(one((step, i) -> heap(step, 20, 20 + 30 * i)))
                .as("garbage that a collection finds")
                .isEmpty();
    }

    private static TracedStepSketch heap(TracedStepSketch step, long mib) {
        return heap(step, mib, mib);
    }

    private static TracedStepSketch heap(TracedStepSketch step, long mibMin, long mibLast) {
        return step.level("jvm.memory.used", mibMin * MIB, mibLast * MIB, area("Tenured Gen"))
                .level("jvm.memory.used", 1_000.0 * MIB, area("Eden Space"))
                .level("jvm.memory.limit", 512 * MIB, area("Tenured Gen"));
    }

    private static Map<String, String> area(String pool) {
        return Map.of("jvm.memory.type", "heap", "jvm.memory.pool.name", pool);
    }

    @Test
    void answersThatGrowWithTheDataAreToldFromPages() {
        assertThat(kinds(one((step, i) -> inserting(step, 400 * (i + 1))))).containsExactly("grows-with-data");
        assertThat(one((step, i) -> inserting(step, 2_000))).isEmpty();
    }

    private static TracedStepSketch inserting(TracedStepSketch step, double bytesP95) {
        return step.calls(INSERT, 100, 1, Map.of()).instance("i-1", "a", 500, 22, bytesP95);
    }

    @Test
    void aServiceStartsColdIfHalfOfItsNewInstancesDo() {
        List<Double> cold = new ArrayList<>(Collections.nCopies(100, 330.0));
        cold.addAll(Collections.nCopies(300, 25.0));
        List<Double> warm = Collections.nCopies(400, 25.0);
        assertThat(starts(warm, cold, cold)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("cold-start");
            assertThat(finding.subject()).isEqualTo("a new instance of shop");
        });
        assertThat(starts(warm, cold, warm)).hasSize(1);
        assertThat(starts(warm, cold, warm, warm)).isEmpty();
        assertThat(starts(warm, cold.subList(0, 90), warm)).isEmpty();
        assertThat(starts(warm, cold.subList(0, 250), warm))
                .as("too few answers to tell")
                .isEmpty();
        assertThat(starts(warm.subList(0, 250), cold, warm, warm))
                .as("one of three, the first of all too short to tell")
                .isEmpty();
        assertThat(starts(warm)).isEmpty();
    }

    @SafeVarargs
    private static List<RunResult.Finding> starts(List<Double>... answers) {
        return one((step, i) -> i < answers.length ? step.begins("i-" + (i + 1), answers[i]) : step);
    }

    @Test
    void aFarZoneIsNamed_andWhereTheTimeGoesIsShared() {
        TracedStepSketch alone =
                new TracedStepSketch(1, 100).instance("i-1", "a", 300, 22, 0).calls("i-1", SELECT, 600, 1, Map.of());
        TracedStepSketch several = new TracedStepSketch(2, 200)
                .verdict("FAIL")
                .instance("i-1", "a", 100, 22, 0)
                .instance("i-2", "b", 100, 66, 0)
                .calls("i-1", SELECT, 200, 1, Map.of())
                .calls("i-2", SELECT, 200, 21, Map.of());

        Analysis rejected = extrapolated("rejected", alone, several);

        assertThat(rejected.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("extrapolation-rejected");
            assertThat(finding.subject()).isEqualTo("zone b");
            assertThat(finding.statement()).contains("40.0 ms of that is postgresql profiles");
        });
        assertThat(rejected.attribution())
                .containsExactly(
                        "a request takes 44.0 ms with 2 instances at 200 requests/s, and 22.0 ms with one at 100: +22.0 ms",
                        "+20.0 ms of it by postgresql profiles: +0.0 ms by the number of calls, +20.0 ms by the time of one",
                        "+2.0 ms of it by everything else in the service");
        assertThat(extrapolated("aligned", alone, several).findings()).isEmpty();
    }

    @Test
    void aFarZoneIsNamedByALoadThatDoesNotHideItInAQueue() {
        TracedStepSketch alone =
                new TracedStepSketch(1, 100).instance("i-1", "a", 300, 22, 0).calls("i-1", SELECT, 600, 1, Map.of());
        TracedStepSketch near = zones(2, 200, 66);
        TracedStepSketch queueing = zones(3, 300, 300);
        TracedStepSketch piledUp = zones(4, 600, 3_000).verdict("FAIL");

        assertThat(extrapolated("rejected", alone, piledUp, queueing, near).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .containsKey("zone b")
                        .hasEntrySatisfying(
                                "zone b",
                                figures -> assertThat(figures).isEqualTo("66.0 ms a request at 200 requests/s")));
        assertThat(extrapolated("rejected", alone, piledUp, queueing).findings())
                .isEmpty();
    }

    /** The database takes 20 ms more from zone b, twice a request. */
    private static TracedStepSketch zones(int number, double rate, double farMillis) {
        return new TracedStepSketch(number, rate)
                .instance("i-1", "a", 100, 22, 0)
                .instance("i-2", "b", 100, farMillis, 0)
                .calls("i-1", SELECT, 200, 1, Map.of())
                .calls("i-2", SELECT, 200, 21, Map.of());
    }

    private static Analysis extrapolated(String outcome, TracedStepSketch one, TracedStepSketch... several) {
        MeasuredCapacity.Interval some = new MeasuredCapacity.Interval(200, 200, 200.0, "requests/s", 0.9, null);
        List<LoadStep> loads =
                Arrays.stream(several).map(TracedStepSketch::load).toList();
        MeasuredCapacity capacity = new MeasuredCapacity(some, some, "unknown", loads);
        Map<Integer, StepView> traces = new TreeMap<>();
        Stream.concat(Stream.of(one), Arrays.stream(several))
                .forEach(step -> traces.put(step.load().number(), step.traces()));
        RunResult.Extrapolation check = new RunResult.Extrapolation(
                2, 400, 311, 1, capacity, new RunResult.Efficiency(0.7, 0.8, 0.9), outcome, null, List.of());
        return Findings.analysis(
                new RunFigures(
                        List.of(new Ladder(1, 160.0, List.of(one.load())), new Ladder(2, 200.0, loads)), 3, check),
                traces);
    }

    private static List<String> kinds(List<RunResult.Finding> findings) {
        return findings.stream().map(RunResult.Finding::kind).toList();
    }

    /** Of a search with one instance. */
    private static List<RunResult.Finding> one(BiFunction<TracedStepSketch, Integer, TracedStepSketch> sketch) {
        Map<Integer, StepView> traces = new TreeMap<>();
        List<LoadStep> loads = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            TracedStepSketch step = sketch.apply(new TracedStepSketch(i + 1, 20 * (i + 1)), i);
            traces.put(i + 1, step.traces());
            loads.add(step.load());
        }
        return Findings.analysis(new RunFigures(List.of(new Ladder(1, 200.0, loads)), 3, null), traces)
                .findings();
    }
}
