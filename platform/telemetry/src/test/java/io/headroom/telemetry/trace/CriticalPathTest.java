package io.headroom.telemetry.trace;

import static io.headroom.telemetry.trace.SpanSketch.span;
import static io.headroom.telemetry.trace.SpanSketch.trace;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

    @Test
    void theExampleOfTheDocumentation() {
        Trace trace = trace(
                span(1, 0, 20),
                span(2, 2, 10).under(1),
                span(3, 5, 14).under(1),
                span(4, 11, 17).under(1));

        assertThat(told(trace)).isEqualTo("1: 0–2, 2: 2–10, 1: 10–11, 4: 11–17, 1: 17–20");
    }

    @Test
    void callsOneAfterTheOtherAreAllWaitedFor() {
        Trace trace = trace(
                span(1, 0, 10),
                span(2, 1, 4).under(1),
                span(3, 4, 9).under(1),
                span(4, 5, 7).under(3));

        assertThat(told(trace)).isEqualTo("1: 0–1, 2: 1–4, 3: 4–5, 4: 5–7, 3: 7–9, 1: 9–10");
    }

    @Test
    void ofCallsBesideEachOtherTheLongestIsWaitedFor() {
        Trace trace = trace(
                span(1, 0, 10),
                span(2, 1, 4).under(1),
                span(3, 1, 9).under(1),
                span(4, 1, 6).under(1));

        assertThat(told(trace)).isEqualTo("1: 0–1, 3: 1–9, 1: 9–10");
    }

    @Test
    void workThatOutlivesItsParentWasNotWaitedFor() {
        Trace trace =
                trace(span(1, 0, 10), span(2, 2, 30).under(1), span(3, 12, 13).under(1));

        assertThat(told(trace)).isEqualTo("1: 0–10");
    }

    @Test
    void whatEndsAClockTickLaterWasWaitedForAllTheSame() {
        Trace trace =
                trace(span(1, 0, 10), span(2, 2, 10.9).under(1), span(3, 0, 2.5).under(1));

        assertThat(told(trace)).isEqualTo("3: 0–2, 2: 2–10");
    }

    @Test
    void ofARequestThatTookNoTimeNothingWasWaitedFor() {
        assertThat(CriticalPath.of(trace(span(1, 5, 5), span(2, 5, 5).under(1))).segments())
                .isEmpty();
    }

    @Test
    void segmentsCoverTheRootExactlyWhateverTheTraceLooksLike() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            Trace trace = randomTrace(random);
            List<CriticalPath.Segment> segments = CriticalPath.of(trace).segments();
            String where = "seed %d, trace %d: %s".formatted(seed, i, told(trace));

            long at = trace.startNanos(trace.root());
            for (CriticalPath.Segment segment : segments) {
                assertThat(segment.startNanos()).as(where).isEqualTo(at);
                assertThat(segment.endNanos()).as(where).isGreaterThan(at);
                assertThat(segment.startNanos()).as(where).isGreaterThanOrEqualTo(trace.startNanos(segment.span()));
                assertThat(segment.endNanos()).as(where).isLessThanOrEqualTo(trace.endNanos(segment.span()));
                at = segment.endNanos();
            }
            assertThat(at).as(where).isEqualTo(trace.endNanos(trace.root()));
        }
        System.out.println("critical paths of 20,000 random traces, seed " + seed);
    }

    /** Of 1 to 40 spans in any tree, with times anywhere about the root's, parents unknown or in circles, ids twice, clocks wrong, ends alike. */
    private static Trace randomTrace(SplittableRandom random) {
        int size = 1 + random.nextInt(40);
        int grid = random.nextBoolean() ? 1 : 7;
        List<SpanSketch> spans = new ArrayList<>();
        spans.add(span(1, 0, 100).serves("GET", "/"));
        for (int id = 2; id <= size; id++) {
            int start = random.nextInt(-10, 110) / grid * grid;
            SpanSketch span = span(id, start, start + random.nextInt(60) / grid * grid);
            span.under(random.nextInt(10) == 0 ? random.nextInt(1, size + 5) : random.nextInt(1, id));
            switch (random.nextInt(4)) {
                case 0 -> span.calls("GET", "http://other/x");
                case 1 -> span.serves("GET", "/x").at("other", "other-" + random.nextInt(2));
                default -> {}
            }
            spans.add(span);
            if (random.nextInt(15) == 0) {
                spans.add(span);
            }
        }
        return trace(spans.toArray(SpanSketch[]::new));
    }

    private static String told(Trace trace) {
        return CriticalPath.of(trace).segments().stream()
                .map(segment -> "%d: %d–%d"
                        .formatted(
                                trace.span(segment.span()).id(),
                                segment.startNanos() / 1_000_000,
                                segment.endNanos() / 1_000_000))
                .collect(Collectors.joining(", "));
    }
}
