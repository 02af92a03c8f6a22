package io.headroom.telemetry.pattern;

import io.headroom.telemetry.trace.Attributes;
import io.headroom.telemetry.trace.Dependency;
import io.headroom.telemetry.trace.Span;
import io.headroom.telemetry.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One request as one service handled it, with the calls that it made, in the order of their starts. Spans within the service (a repository's method, a session) are
 * looked through: a loop over them is a loop. A call within a call belongs to the outer one.
 */
record HandledRequest(Trace trace, Span entry, List<Call> calls) {

    /** All of a trace, the root's first. */
    static List<HandledRequest> of(Trace trace) {
        List<HandledRequest> all = new ArrayList<>();
        List<Integer> entries = new ArrayList<>(List.of(trace.root()));
        while (!entries.isEmpty()) {
            int entry = entries.removeFirst();
            List<Call> calls = new ArrayList<>();
            collect(trace, entry, calls, entries);
            calls.sort(Comparator.comparingLong(Call::startNanos));
            all.add(new HandledRequest(trace, trace.span(entry), calls));
        }
        return all;
    }

    private static void collect(Trace trace, int entry, List<Call> calls, List<Integer> entries) {
        List<Integer> pending = new ArrayList<>(trace.children(entry));
        List<Integer> withinCalls = new ArrayList<>();
        while (!pending.isEmpty()) {
            int position = pending.removeLast();
            Span span = trace.span(position);
            if (span.kind().isEntry()) {
                entries.add(position);
                continue;
            }
            Dependency dependency = withinCalls.contains(position) ? null : Dependency.of(span);
            List<Integer> children = trace.children(position);
            if (dependency != null) {
                calls.add(new Call(span, dependency, trace.startNanos(position), trace.endNanos(position)));
            }
            if (dependency != null || withinCalls.contains(position)) {
                withinCalls.addAll(children);
            }
            pending.addAll(children);
        }
    }

    String service() {
        return entry.source().service();
    }

    String operation() {
        Attributes attributes = entry.attributes();
        String method = attributes.text("http.request.method", "http.method");
        String route = attributes.text("http.route");
        return method == null || route == null ? entry.name() : method + " " + route;
    }

    double share(long nanos) {
        return entry.durationNanos() == 0 ? 0 : (double) nanos / entry.durationNanos();
    }
}
