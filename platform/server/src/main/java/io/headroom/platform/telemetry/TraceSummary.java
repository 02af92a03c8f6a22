package io.headroom.platform.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.platform.telemetry.TraceView.SpanView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace that is kept whole, as it stands in a list.
 *
 * @param request the operation of its root
 * @param why all that it is kept for: {@code slowest}, {@code failed}, {@code random}
 * @param complete whether all its spans came, as far as can be known
 * @param failure of its root; absent if there was none
 * @param failedSpans how many of its spans failed, its root included
 * @param services that took part, in the order of their first spans
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TraceSummary(
        int step,
        String trace,
        String request,
        List<String> why,
        boolean complete,
        double millis,
        @Nullable String failure,
        int spans,
        int failedSpans,
        List<String> services) {

    /** One for each trace; a trace that is kept for several reasons is one. */
    static List<TraceSummary> of(int step, List<TraceView> traces) {
        Map<String, List<TraceView>> byTrace = new LinkedHashMap<>();
        for (TraceView trace : traces) {
            byTrace.computeIfAbsent(trace.trace(), id -> new ArrayList<>()).add(trace);
        }
        return byTrace.values().stream()
                .map(same -> of(
                        step,
                        same.getFirst(),
                        same.stream().map(TraceView::why).distinct().toList()))
                .toList();
    }

    private static TraceSummary of(int step, TraceView trace, List<String> why) {
        List<SpanView> spans = trace.spans();
        return new TraceSummary(
                step,
                trace.trace(),
                trace.request(),
                why,
                trace.complete(),
                trace.millis(),
                spans.stream()
                        .filter(span -> span.parent() == null)
                        .findFirst()
                        .map(SpanView::failure)
                        .orElse(null),
                spans.size(),
                (int) spans.stream().filter(span -> span.failure() != null).count(),
                spans.stream().map(SpanView::service).distinct().toList());
    }
}
