package io.headroom.telemetry.assembly;

import static io.headroom.telemetry.trace.SpanSketch.span;
import static io.headroom.telemetry.trace.SpanSketch.spans;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.trace.Span;
import io.headroom.telemetry.trace.TraceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceAssemblyTest {
    private static final TraceId FIRST = new TraceId(0x4800_0000_0000_0001L, 1);
    private static final TraceId SECOND = new TraceId(0x4800_0000_0000_0001L, 2);
    private static final TraceId THIRD = new TraceId(0x4800_0000_0000_0001L, 3);
    private static final int SPAN_BYTES = 100;

    private final List<Departure> left = new ArrayList<>();
    private long nowNanos;

    @Test
    void aTraceLeavesOnceItHasBeenQuiet() {
        TraceAssembly assembly = assembly(10, 10);
        assembly.add(spans(span(1, 0, 1).of(FIRST)));
        after(6);
        assembly.add(spans(span(2, 0, 1).of(FIRST), span(1, 0, 1).of(SECOND)));
        after(6);
        assembly.look();
        assertThat(left).isEmpty();
        after(2);
        assembly.look();

        assertThat(left).extracting(departure -> departure.spans().size()).containsExactly(2, 1);
        assertThat(left).allMatch(Departure::whole);
        assertThat(assembly.counts()).isEqualTo(new AssemblyCounts(3, 0, 0, 0, 0, 2, 0));
    }

    @Test
    void whatComesAfterItsTraceHasLeftIsLate() {
        TraceAssembly assembly = assembly(10, 10);
        assembly.add(spans(span(1, 0, 1).of(FIRST)));
        after(8);
        assembly.add(spans(span(2, 0, 1).of(SECOND)));
        assembly.add(spans(span(3, 0, 1).of(FIRST)));

        assertThat(left).hasSize(1);
        assertThat(assembly.counts()).isEqualTo(new AssemblyCounts(1, 1, 0, 1, 0, 1, 1));
    }

    @Test
    void tracesThatNobodyWaitsForAreCountedAndNotHeld() {
        TraceAssembly assembly = assembly(10, 10);
        assembly.add(spans(span(1, 0, 1).of(new TraceId(7, 7))));

        assertThat(assembly.counts()).isEqualTo(new AssemblyCounts(0, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void whenMemoryIsFullNewTracesAreDroppedAndThoseUnderWayGoOn() {
        TraceAssembly assembly = assembly(10, 10);
        for (int id = 1; id <= 10; id++) {
            assembly.add(spans(span(id, 0, 1).of(FIRST)));
        }
        assembly.add(spans(span(1, 0, 1).of(SECOND)));

        assertThat(assembly.counts()).isEqualTo(new AssemblyCounts(0, 10, 0, 0, 1, 0, 1));
        assembly.flush();
        assembly.add(spans(span(1, 0, 1).of(THIRD)));
        assertThat(assembly.counts()).isEqualTo(new AssemblyCounts(10, 1, 0, 0, 1, 1, 1));
    }

    @Test
    void aTraceOfTooManySpansIsCutAndSaysSo() {
        TraceAssembly assembly = assembly(100, 3);
        for (int id = 1; id <= 5; id++) {
            assembly.add(spans(span(id, 0, 1).of(FIRST)));
        }
        assembly.flush();

        assertThat(left).singleElement().satisfies(departure -> {
            assertThat(departure.whole()).isFalse();
            assertThat(departure.spans()).extracting(Span::id).containsExactly(1L, 2L, 3L);
        });
        assertThat(assembly.counts().spansDropped()).isEqualTo(2);
    }

    @Test
    void onlySoManyThatLeftAreRemembered() {
        TraceAssembly assembly = new TraceAssembly(
                new AssemblyLimits(Duration.ofSeconds(8), 1_000, 10, 1),
                () -> nowNanos,
                trace -> trace.high() == FIRST.high(),
                left::add);
        assembly.add(spans(span(1, 0, 1).of(FIRST), span(1, 0, 1).of(SECOND)));
        assembly.flush();
        assembly.add(spans(span(2, 0, 1).of(FIRST), span(2, 0, 1).of(SECOND)));

        assertThat(assembly.counts()).isEqualTo(new AssemblyCounts(2, 1, 0, 1, 0, 2, 1));
    }

    private TraceAssembly assembly(int spansInMemory, int spansMax) {
        return new TraceAssembly(
                new AssemblyLimits(Duration.ofSeconds(8), (long) spansInMemory * SPAN_BYTES, spansMax, 1_000),
                () -> nowNanos,
                trace -> trace.high() == FIRST.high(),
                left::add);
    }

    private void after(int seconds) {
        nowNanos += Duration.ofSeconds(seconds).toNanos();
    }
}
