package io.headroom.telemetry.trace;

import static io.headroom.telemetry.trace.SpanSketch.span;
import static io.headroom.telemetry.trace.SpanSketch.spans;
import static io.headroom.telemetry.trace.SpanSketch.trace;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final long SENDER = 99;

    @Test
    void theRootIsTheSpanWhoseParentNobodyReported() {
        Trace trace = trace(
                span(3, 2, 5).under(2),
                span(1, 0, 10).under(SENDER).serves("GET", "/a"),
                span(2, 1, 8).under(1),
                span(4, 6, 7).under(2));

        assertThat(trace.span(trace.root()).id()).isEqualTo(1);
        assertThat(trace.isComplete()).isTrue();
        assertThat(idsBelow(trace, trace.root())).containsExactly(2L);
        assertThat(trace.durationNanos()).isEqualTo(10_000_000);
    }

    @Test
    void aSpanThatIsSentTwiceCountsOnce() {
        Trace trace = trace(
                span(1, 0, 10).serves("GET", "/a"),
                span(2, 1, 2).under(1),
                span(2, 1, 2).under(1));

        assertThat(trace.size()).isEqualTo(2);
        assertThat(trace.duplicates()).isEqualTo(1);
        assertThat(trace.isComplete()).isTrue();
    }

    @Test
    void spansWithoutTheirParentsAreLeftOutAndMakeItIncomplete() {
        Trace trace = trace(
                span(5, -1, 4).under(77),
                span(1, 0, 10).under(SENDER).serves("GET", "/a"),
                span(6, 1, 3).under(5));

        assertThat(trace.size()).isEqualTo(1);
        assertThat(trace.span(trace.root()).id()).isEqualTo(1);
        assertThat(trace.detached()).isEqualTo(2);
        assertThat(trace.isComplete()).isFalse();
    }

    @Test
    void aTraceWithoutTheSpanWhereItCameInIsIncomplete() {
        Trace trace = trace(span(2, 1, 2).under(1).queries("select 1"));

        assertThat(trace.hasEntry()).isFalse();
        assertThat(trace.isComplete()).isFalse();
    }

    @Test
    void cyclesAreLeftOut() {
        assertThat(Trace.of(spans(span(1, 0, 1).under(2), span(2, 0, 1).under(1))))
                .isEmpty();
        assertThat(Trace.of(spans(span(1, 0, 1).under(1)))).isEmpty();
        assertThat(Trace.of(List.of())).isEmpty();

        Trace beside = trace(
                span(1, 0, 10),
                span(2, 1, 2).under(3),
                span(3, 1, 2).under(2),
                span(4, 5, 6).under(4));
        assertThat(beside.size()).isEqualTo(1);
        assertThat(beside.detached()).isEqualTo(3);
    }

    @Test
    void aTraceMayBeDeeperThanAThreadsStack() {
        Trace trace = trace(IntStream.rangeClosed(1, 20_000)
                .mapToObj(i -> span(i, 0, 10).under(i - 1))
                .toArray(SpanSketch[]::new));

        assertThat(trace.size()).isEqualTo(20_000);
        assertThat(CriticalPath.of(trace).segments())
                .hasSize(1)
                .allSatisfy(
                        segment -> assertThat(trace.span(segment.span()).id()).isEqualTo(20_000));
    }

    @Test
    void aServersClockIsSetByItsClients() {
        Trace trace = trace(
                span(1, 0, 100).serves("GET", "/a"),
                span(2, 10, 50).under(1).calls("GET", "http://other/b"),
                span(3, 1_010, 1_040).under(2).serves("GET", "/b").at("other", "other-1"),
                span(4, 1_020, 1_030).under(3).at("other", "other-1"),
                span(5, 60, 90).under(1).calls("GET", "http://other/b"),
                span(6, 62, 88).under(5).serves("GET", "/b").at("other", "other-2"));

        assertThat(trace.skewed()).isEqualTo(1);
        assertThat(trace.startNanos(position(trace, 3))).isEqualTo(15_000_000);
        assertThat(trace.startNanos(position(trace, 4))).isEqualTo(25_000_000);
        assertThat(trace.startNanos(position(trace, 6))).isEqualTo(62_000_000);
    }

    @Test
    void aServerLongerThanItsClientBeginsWithIt() {
        Trace trace = trace(
                span(1, 0, 100).calls("GET", "http://other/b"),
                span(2, 500, 700).under(1).serves("GET", "/b").at("other", "other-1"));

        assertThat(trace.startNanos(position(trace, 2))).isZero();
    }

    static int position(Trace trace, long id) {
        return IntStream.range(0, trace.size())
                .filter(i -> trace.span(i).id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> idsBelow(Trace trace, int position) {
        return trace.children(position).stream()
                .map(child -> trace.span(child).id())
                .toList();
    }
}
