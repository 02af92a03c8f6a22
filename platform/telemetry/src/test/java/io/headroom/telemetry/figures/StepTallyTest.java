package io.headroom.telemetry.figures;

import static io.headroom.telemetry.trace.SpanSketch.span;
import static io.headroom.telemetry.trace.SpanSketch.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.telemetry.figures.Exemplar.Reason;
import io.headroom.telemetry.trace.Dependency;
import io.headroom.telemetry.trace.Trace;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepTallyTest {
    private static final String QUERY = "select a from t where id = ?";

    private final StepTally tally = new StepTally(new SplittableRandom(1));

    @Test
    void callsAreCountedByRequestAndTheirTimesAddedUp() {
        tally.add(search(3, 2), true);
        tally.add(search(3, 2), true);
        tally.add(search(1, 7), true);

        StepFigures figures = tally.figures();
        assertThat(figures.dependencies()).singleElement().satisfies(row -> {
            assertThat(row.service()).isEqualTo("shop");
            assertThat(row.instance()).isEqualTo("shop-1");
            assertThat(row.dependency()).isEqualTo(new Dependency(Dependency.Kind.DATABASE, "postgresql shop", QUERY));
            assertThat(row.requests()).isEqualTo(3);
            assertThat(row.callsMedian()).isEqualTo(3);
            assertThat(row.callsMax()).isEqualTo(3);
            assertThat(row.time().count()).isEqualTo(7);
            assertThat(row.time().mean()).isCloseTo(19.0 / 7, within(1e-9));
            assertThat(row.time().max()).isEqualTo(7);
            assertThat(row.time().p50()).isCloseTo(2, within(0.02));
            assertThat(row.waitedMillis()).isCloseTo(19, within(1e-9));
            assertThat(row.parallelism()).isEqualTo(1);
        });
        assertThat(figures.services()).singleElement().satisfies(row -> {
            assertThat(row.operation()).isEqualTo("GET /search");
            assertThat(row.time().count()).isEqualTo(3);
        });
    }

    @Test
    void allRowsTimesTogetherAreTheRequestsOwn() {
        tally.add(distributed(), true);

        StepFigures figures = tally.figures();
        double waited = figures.dependencies().stream()
                .mapToDouble(DependencyFigures::waitedMillis)
                .sum();
        double worked = figures.services().stream()
                .mapToDouble(ServiceFigures::workedMillis)
                .sum();
        assertThat(waited + worked).isCloseTo(100, within(1e-9));
        assertThat(figures.requests().mean()).isEqualTo(100);
        assertThat(figures.services())
                .extracting(ServiceFigures::service, ServiceFigures::operation, ServiceFigures::workedMillis)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("shop", "GET /a", 40.0),
                        org.assertj.core.groups.Tuple.tuple("other", "GET /b", 40.0));
    }

    @Test
    void aCallWithinACallIsNoCallOfItsOwn() {
        tally.add(
                trace(
                        span(1, 0, 10).serves("GET", "/a"),
                        span(2, 1, 9).under(1).calls("GET", "http://store/x"),
                        span(3, 2, 8).under(2).calls("GET", "http://10.0.0.7/x")),
                true);

        assertThat(tally.figures().dependencies()).singleElement().satisfies(row -> {
            assertThat(row.dependency().peer()).isEqualTo("store");
            assertThat(row.time().count()).isEqualTo(1);
            assertThat(row.waitedMillis()).isEqualTo(8);
        });
    }

    @Test
    void callsBesideEachOtherShowInTheParallelism() {
        tally.add(
                trace(
                        span(1, 0, 10).serves("GET", "/a"),
                        span(2, 1, 5).under(1).calls("GET", "http://store/x"),
                        span(3, 1, 5).under(1).calls("GET", "http://store/x"),
                        span(4, 6, 8).under(1).calls("GET", "http://store/x")),
                true);

        assertThat(tally.figures().dependencies())
                .singleElement()
                .satisfies(row -> assertThat(row.parallelism()).isCloseTo(10.0 / 6, within(1e-9)));
    }

    @Test
    void sectionsSizesZonesAndFirstAnswersAreKept_inTheOrderOfTheRequests() {
        tally.add(answering(50, 20, 900), true);
        tally.add(answering(10, 30, 100), true);

        StepFigures figures = tally.figures();
        assertThat(figures.sections()).singleElement().satisfies(section -> {
            assertThat(section.name()).isEqualTo("take a connection");
            assertThat(section.time().count()).isEqualTo(2);
            assertThat(section.time().mean()).isEqualTo(4);
        });
        assertThat(figures.services()).singleElement().satisfies(row -> {
            assertThat(row.zone()).isEqualTo("a");
            assertThat(row.bytesP95()).isCloseTo(900, within(9.0));
        });
        assertThat(figures.firstAnswers())
                .singleElement()
                .satisfies(answers -> assertThat(answers.millis()).containsExactly(30.0, 20.0));
    }

    private static Trace answering(double at, double millis, long bytes) {
        return trace(
                span(1, at, at + millis).serves("GET", "/a").with("http.response.body.size", bytes),
                span(2, at + 1, at + 5).under(1).named("take a connection"));
    }

    @Test
    void failuresAreCountedByKind() {
        tally.add(
                trace(
                        span(1, 0, 10).serves("GET", "/a").failed("500"),
                        span(2, 1, 5).under(1).calls("GET", "http://store/x").failed("429")),
                true);

        StepFigures figures = tally.figures();
        assertThat(figures.dependencies().getFirst().errors()).isEqualTo(Map.of("429", 1L));
        assertThat(figures.services().getFirst().errors()).isEqualTo(Map.of("500", 1L));
        assertThat(figures.exemplars())
                .extracting(Exemplar::reason)
                .containsExactlyInAnyOrder(Reason.FAILED, Reason.RANDOM);
    }

    @Test
    void coverageSaysWhatIsMissing() {
        tally.add(distributed(), true);
        tally.add(
                trace(
                        span(1, 0, 10).serves("GET", "/a"),
                        span(2, 1, 5).under(1).calls("GET", "http://third-party/x"),
                        span(9, 1, 2).under(8)),
                true);
        tally.add(trace(span(1, 0, 10).serves("GET", "/a")), false);
        tally.add(trace(span(2, 1, 5).under(1).queries("select 1")), true);

        assertThat(tally.figures().requests().count()).isEqualTo(3);
        Coverage coverage = tally.figures().coverage();
        assertThat(coverage.traces()).isEqualTo(4);
        assertThat(coverage.complete()).isEqualTo(1);
        assertThat(coverage.detached()).isEqualTo(1);
        assertThat(coverage.unobserved()).containsExactly("third-party");
    }

    @Test
    void theSlowestAndARandomFewAreKeptWhole() {
        for (int i = 1; i <= 100; i++) {
            tally.add(search(1, i), true);
        }

        assertThat(tally.figures().exemplars())
                .filteredOn(exemplar -> exemplar.reason() == Reason.SLOWEST)
                .extracting(exemplar -> exemplar.trace().durationNanos() / 1_000_000)
                .containsExactly(101L, 100L, 99L);
        assertThat(tally.figures().exemplars())
                .filteredOn(exemplar -> exemplar.reason() == Reason.RANDOM)
                .hasSize(ExemplarShelf.EACH_MAX);
    }

    @Test
    void differentCallsWithoutEndAreLeftOutAndCounted() {
        for (int i = 0; i < 600; i++) {
            tally.add(
                    trace(
                            span(1, 0, 10).serves("GET", "/a"),
                            span(2, 1, 5).under(1).calls("GET", "http://store-" + i + "/x")),
                    true);
        }

        assertThat(tally.figures().dependencies()).hasSize(500);
        assertThat(tally.figures().coverage().leftOut()).isEqualTo(100);
    }

    /** One request that makes so many queries, one after the other. */
    private static Trace search(int queries, int millisEach) {
        var spans = new io.headroom.telemetry.trace.SpanSketch[queries + 1];
        spans[0] = span(1, 0, queries * millisEach + 1).serves("GET", "/search");
        for (int i = 0; i < queries; i++) {
            spans[i + 1] = span(i + 2, i * millisEach, (i + 1) * millisEach)
                    .under(1)
                    .queries("select a from t where id = " + i);
        }
        return trace(spans);
    }

    private static Trace distributed() {
        return trace(
                span(1, 0, 100).serves("GET", "/a"),
                span(2, 20, 80).under(1).calls("GET", "http://other/b"),
                span(3, 30, 70).under(2).serves("GET", "/b").at("other", "other-1"));
    }
}
