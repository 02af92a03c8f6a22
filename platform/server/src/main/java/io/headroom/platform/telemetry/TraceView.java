package io.headroom.platform.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.telemetry.figures.Exemplar;
import io.headroom.telemetry.figures.StepFigures;
import io.headroom.telemetry.trace.CriticalPath;
import io.headroom.telemetry.trace.Span;
import io.headroom.telemetry.trace.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trace that is kept whole, as it is kept and shown.
 *
 * @param request the operation of its root
 * @param why {@code slowest}, {@code failed} or {@code random}
 * @param complete whether all its spans came, as far as can be known
 * @param spans in the order of their starts
 * @param criticalPath what the request waited for at each moment, in the order of time, from its start to its end without gap or overlap
 */
public record TraceView(
        String trace,
        String request,
        String why,
        boolean complete,
        double millis,
        List<SpanView> spans,
        List<SegmentView> criticalPath) {

    /**
     * For this long the request waited for what this span did itself.
     *
     * @param startMillis since the trace's start
     */
    public record SegmentView(String span, double startMillis, double millis) {}

    /**
     * @param parent absent for the root
     * @param startMillis since the trace's start
     * @param waitedMillis how long the request waited for what this span did itself
     * @param failure absent if there was none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SpanView(
            String span,
            @Nullable String parent,
            String name,
            String kind,
            String service,
            String instance,
            double startMillis,
            double millis,
            double waitedMillis,
            @Nullable String failure,
            Map<String, Object> attributes) {}

    static List<TraceView> all(StepFigures figures) {
        return figures.exemplars().stream().map(TraceView::of).toList();
    }

    private static TraceView of(Exemplar exemplar) {
        Trace trace = exemplar.trace();
        CriticalPath path = CriticalPath.of(trace);
        long[] waited = path.exclusiveNanos(trace);
        List<SpanView> spans = IntStream.range(0, trace.size())
                .boxed()
                .sorted(Comparator.comparingLong(trace::startNanos))
                .map(position -> span(trace, position, waited[position]))
                .toList();
        return new TraceView(
                trace.id().toString(),
                exemplar.request(),
                exemplar.reason().label(),
                exemplar.complete(),
                trace.durationNanos() / 1e6,
                spans,
                path.segments().stream().map(segment -> segment(trace, segment)).toList());
    }

    private static SegmentView segment(Trace trace, CriticalPath.Segment segment) {
        return new SegmentView(
                id(trace.span(segment.span()).id()),
                (segment.startNanos() - trace.startNanos(trace.root())) / 1e6,
                segment.nanos() / 1e6);
    }

    private static SpanView span(Trace trace, int position, long waitedNanos) {
        Span span = trace.span(position);
        boolean isRoot = position == trace.root();
        return new SpanView(
                id(span.id()),
                isRoot ? null : id(span.parent()),
                span.name(),
                span.kind().name().toLowerCase(Locale.ROOT),
                span.source().service(),
                span.source().instance(),
                (trace.startNanos(position) - trace.startNanos(trace.root())) / 1e6,
                span.durationNanos() / 1e6,
                waitedNanos / 1e6,
                span.failure(),
                span.attributes().asMap());
    }

    private static String id(long id) {
        return "%016x".formatted(id);
    }
}
