package io.headroom.telemetry.figures;

import io.headroom.telemetry.trace.Attributes;
import io.headroom.telemetry.trace.CriticalPath;
import io.headroom.telemetry.trace.Dependency;
import io.headroom.telemetry.trace.Source;
import io.headroom.telemetry.trace.Span;
import io.headroom.telemetry.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the traces of one load step.
 *
 * <p>A critical path's time goes to the dependency that was waited for, or else to the instance that worked; so all rows' times together are the requests' own. A call within a call of the same process
 * (a client's library over another's) is part of it and no call of its own.
 *
 * <p>Invariant: every trace is counted, and in {@code requests} if the span where it came in is there; what finds no row any more is counted as left out. Any thread may add or read.
 */
public final class StepTally {
    private static final int DEPENDENCIES_MAX = 500;
    private static final int SERVICES_MAX = 500;
    private static final int SECTIONS_MAX = 500;
    private static final int INSTANCES_MAX = 100;
    private static final int SHELVES_MAX = 50;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final RandomGenerator random;
    private final Map<DependencyTally.Row, DependencyTally> dependencies = new HashMap<>();
    private final Map<ServiceTally.Row, ServiceTally> services = new HashMap<>();
    private final Map<SectionTally.Row, SectionTally> sections = new HashMap<>();
    private final Map<Source, FirstAnswersTally> firstAnswers = new HashMap<>();
    private final Map<String, ExemplarShelf> shelves = new LinkedHashMap<>();
    private final Times requests = new Times();
    private final List<DependencyTally> openRows = new ArrayList<>();
    private long traces;
    private long complete;
    private long duplicates;
    private long detached;
    private long skewed;
    private long leftOut;

    /** @param random decides which ordinary traces are kept */
    public StepTally(RandomGenerator random) {
        this.random = random;
    }

    /** @param whole whether none of its spans is known to be lost */
    public void add(Trace trace, boolean whole) {
        CriticalPath path = CriticalPath.of(trace);
        long[] exclusive = path.exclusiveNanos(trace);
        Operations operations = new Operations(trace);
        synchronized (this) {
            boolean isComplete = whole && trace.isComplete();
            traces++;
            if (trace.hasEntry()) {
                requests.add(trace.durationNanos());
            }
            complete += isComplete ? 1 : 0;
            duplicates += trace.duplicates();
            detached += trace.detached();
            skewed += trace.skewed();
            for (int i = 0; i < trace.size(); i++) {
                span(trace, i, exclusive[i], operations);
            }
            openRows.forEach(DependencyTally::closeTrace);
            openRows.clear();
            shelve(operations.of(trace.root()), trace, isComplete);
        }
    }

    public synchronized StepFigures figures() {
        return new StepFigures(
                requests.figures(),
                dependencies.values().stream()
                        .map(DependencyTally::figures)
                        .sorted(Comparator.comparingDouble(DependencyFigures::waitedMillis)
                                .reversed())
                        .toList(),
                services.values().stream()
                        .map(ServiceTally::figures)
                        .sorted(Comparator.comparingDouble(ServiceFigures::workedMillis)
                                .reversed())
                        .toList(),
                sections.values().stream().map(SectionTally::figures).toList(),
                firstAnswers.values().stream().map(FirstAnswersTally::figures).toList(),
                new Coverage(traces, complete, duplicates, detached, skewed, leftOut, unobserved()),
                shelves.values().stream().flatMap(shelf -> shelf.all().stream()).toList());
    }

    private void span(Trace trace, int position, long waitedNanos, Operations operations) {
        Span span = trace.span(position);
        Dependency dependency = operations.dependency(position);
        if (dependency != null) {
            DependencyTally row = row(span, dependency);
            if (row == null) {
                leftOut += operations.isWithinCall(position) ? 0 : 1;
            } else if (operations.isWithinCall(position)) {
                row.waited(waitedNanos);
            } else if (row.call(
                    trace.startNanos(position),
                    trace.endNanos(position),
                    span.failure(),
                    waitedNanos,
                    isAnswered(trace, position))) {
                openRows.add(row);
            }
            return;
        }
        ServiceTally row = row(span, operations.of(position));
        if (row == null) {
            leftOut += operations.begins(position) ? 1 : 0;
            return;
        }
        row.worked(waitedNanos);
        if (operations.begins(position)) {
            row.request(span.durationNanos(), span.failure(), bytes(span));
            firstAnswer(trace, position);
        } else {
            section(span);
        }
    }

    private void firstAnswer(Trace trace, int position) {
        Source source = trace.span(position).source();
        FirstAnswersTally tally = firstAnswers.get(source);
        if (tally == null && firstAnswers.size() < INSTANCES_MAX) {
            tally = new FirstAnswersTally(source);
            firstAnswers.put(source, tally);
        }
        if (tally != null) {
            tally.add(trace.startNanos(position), trace.span(position).durationNanos());
        }
    }

    private static long bytes(Span span) {
        String size = span.attributes().text("http.response.body.size", "http.response_content_length");
        return size != null && DIGITS.matcher(size).matches() ? Long.parseLong(size) : -1;
    }

    /** What finds no row is a part of requests that are in theirs, so nothing is left out. */
    private void section(Span span) {
        SectionTally.Row key =
                new SectionTally.Row(span.source().service(), span.source().instance(), span.name());
        SectionTally section = sections.get(key);
        if (section == null && sections.size() < SECTIONS_MAX) {
            section = new SectionTally(key);
            sections.put(key, section);
        }
        if (section != null) {
            section.add(span.durationNanos());
        }
    }

    private @Nullable DependencyTally row(Span span, Dependency dependency) {
        DependencyTally.Row key =
                new DependencyTally.Row(span.source().service(), span.source().instance(), dependency);
        DependencyTally row = dependencies.get(key);
        if (row == null && dependencies.size() < DEPENDENCIES_MAX) {
            row = new DependencyTally(key);
            dependencies.put(key, row);
        }
        return row;
    }

    private @Nullable ServiceTally row(Span span, String operation) {
        ServiceTally.Row key = new ServiceTally.Row(
                span.source().service(), span.source().instance(), span.source().zone(), operation);
        ServiceTally row = services.get(key);
        if (row == null && services.size() < SERVICES_MAX) {
            row = new ServiceTally(key);
            services.put(key, row);
        }
        return row;
    }

    private void shelve(String request, Trace trace, boolean isComplete) {
        ExemplarShelf shelf = shelves.get(request);
        if (shelf == null && shelves.size() < SHELVES_MAX) {
            shelf = new ExemplarShelf(request, random);
            shelves.put(request, shelf);
        }
        if (shelf != null) {
            shelf.offer(trace, isComplete);
        }
    }

    private List<String> unobserved() {
        TreeSet<String> peers = new TreeSet<>();
        TreeSet<String> observed = new TreeSet<>();
        for (DependencyTally row : dependencies.values()) {
            Dependency.Kind kind = row.dependency().kind();
            if (kind == Dependency.Kind.HTTP || kind == Dependency.Kind.RPC) {
                (row.isObserved() ? observed : peers).add(row.dependency().peer());
            }
        }
        peers.removeAll(observed);
        return List.copyOf(peers);
    }

    /** Whether the other side of this call reported as well. */
    private static boolean isAnswered(Trace trace, int position) {
        for (int child = trace.lastChild(position); child >= 0; child = trace.previousSibling(child)) {
            if (trace.span(child).kind().isEntry()) {
                return true;
            }
        }
        return false;
    }

    /** Which dependency, or else which of a service's operations, each span of a trace belongs to. */
    private static final class Operations {
        private final Trace trace;
        private final @Nullable Dependency[] dependencies;
        private final int[] beginnings;
        private final boolean[] withinCalls;

        Operations(Trace trace) {
            this.trace = trace;
            this.dependencies = new Dependency[trace.size()];
            this.beginnings = new int[trace.size()];
            this.withinCalls = new boolean[trace.size()];
            // parents may end before their children, so positions are no order of the tree
            int[] pending = new int[trace.size()];
            int depth = 0;
            pending[depth++] = trace.root();
            while (depth > 0) {
                int position = pending[--depth];
                assign(position);
                for (int child = trace.lastChild(position); child >= 0; child = trace.previousSibling(child)) {
                    pending[depth++] = child;
                }
            }
        }

        private void assign(int position) {
            Span span = trace.span(position);
            int parent = trace.parent(position);
            boolean inSameProcess = parent >= 0
                    && trace.span(parent).source().equals(span.source())
                    && !span.kind().isEntry();
            beginnings[position] = inSameProcess ? beginnings[parent] : position;
            withinCalls[position] = inSameProcess && dependencies[parent] != null;
            dependencies[position] = withinCalls[position] ? dependencies[parent] : Dependency.of(span);
        }

        @Nullable
        Dependency dependency(int position) {
            return dependencies[position];
        }

        boolean isWithinCall(int position) {
            return withinCalls[position];
        }

        boolean begins(int position) {
            return beginnings[position] == position;
        }

        String of(int position) {
            Span span = trace.span(beginnings[position]);
            Attributes attributes = span.attributes();
            String method = attributes.text("http.request.method", "http.method");
            String route = attributes.text("http.route");
            return method == null || route == null ? span.name() : method + " " + route;
        }
    }
}
