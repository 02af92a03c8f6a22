package io.headroom.telemetry.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a request waited for at each moment: segments that cover its root from start to end without gap or overlap. Making anything else faster does not make the
 * request faster.
 *
 * <p>The way back from a span's end: until the child that ended last, the span itself worked; then that child was waited for, so the same is asked of it; then go on
 * from that child's start.
 *
 * <pre>
 *   root   |====================|         segments, last first: root 17–20, c 11–17 (in it, and so on), root 10–11, a 2–10, root 0–2
 *   a        |=======|                    b ended while c was under way or before a did: nobody waited for it
 *   b           |========|
 *   c                  |=====|
 * </pre>
 *
 * <p>A child that ends after the moment looked at was not waited for, unless by less than a clock's tick of a millisecond, which some languages have.
 *
 * @param segments in the order of time
 */
public record CriticalPath(List<Segment> segments) {
    static final long CLOCK_TICK_NANOS = 1_000_000;

    /** Between these times, by the root's clock, the request waited for what the span at this position did itself. */
    public record Segment(int span, long startNanos, long endNanos) {
        public long nanos() {
            return endNanos - startNanos;
        }
    }

    public static CriticalPath of(Trace trace) {
        return new WayBack(trace).path();
    }

    /** How long the request waited for each span itself, by position. */
    public long[] exclusiveNanos(Trace trace) {
        long[] nanos = new long[trace.size()];
        for (Segment segment : segments) {
            nanos[segment.span()] += segment.nanos();
        }
        return nanos;
    }

    /** The walk, on a stack of its own: traces may be deeper than threads' stacks. */
    private static final class WayBack {
        private final Trace trace;
        private final List<Segment> segments = new ArrayList<>();
        private final int[] spans;
        private final long[] starts;
        private final long[] moments;
        private final int[] nextChildren;
        private int depth;

        WayBack(Trace trace) {
            this.trace = trace;
            spans = new int[trace.size()];
            starts = new long[trace.size()];
            moments = new long[trace.size()];
            nextChildren = new int[trace.size()];
        }

        CriticalPath path() {
            enter(trace.root(), trace.startNanos(trace.root()), trace.endNanos(trace.root()));
            while (depth > 0) {
                int top = depth - 1;
                int child = nextChildren[top];
                if (child < 0) {
                    segment(top, starts[top]);
                    depth--;
                    continue;
                }
                nextChildren[top] = trace.previousSibling(child);
                long end = trace.endNanos(child);
                if (end - moments[top] > CLOCK_TICK_NANOS) {
                    continue;
                }
                long waitedUntil = Math.min(end, moments[top]);
                long waitedFrom = Math.max(trace.startNanos(child), starts[top]);
                if (waitedFrom < waitedUntil) {
                    segment(top, waitedUntil);
                    moments[top] = waitedFrom;
                    enter(child, waitedFrom, waitedUntil);
                }
            }
            Collections.reverse(segments);
            return new CriticalPath(Collections.unmodifiableList(segments));
        }

        private void enter(int span, long start, long end) {
            spans[depth] = span;
            starts[depth] = start;
            moments[depth] = end;
            nextChildren[depth] = trace.lastChild(span);
            depth++;
        }

        private void segment(int frame, long from) {
            if (from < moments[frame]) {
                segments.add(new Segment(spans[frame], from, moments[frame]));
            }
        }
    }
}
