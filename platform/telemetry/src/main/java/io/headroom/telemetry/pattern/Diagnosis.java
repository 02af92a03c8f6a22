package io.headroom.telemetry.pattern;

import io.headroom.telemetry.pattern.CallPattern.Severity;
import io.headroom.telemetry.trace.Dependency;
import io.headroom.telemetry.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the traces of a load step show. What spans show is a pattern if a quarter of an operation's traces show it, two at least: one may be by chance, and a list that is short this time hides
 * what a long one shows. A hypothesis must be in all of them: a trace in which a call was left out, or ran beside another, refutes it. Of four and more one may be without it, disturbed by a pause
 * between two calls. Calls in a row cost a tenth of a request in the mean: one that waited long for something else shows them no less.
 */
public final class Diagnosis {
    private static final List<Detector> DETECTORS = List.of(new NPlusOne(), new RedundantCalls(), new SerialCalls());
    private static final int TRACES_MIN = 2;
    private static final int QUARTER = 4;
    private static final int TRACES_WITH_ONE_DISTURBED_MIN = 4;
    private static final double SERIAL_SHARE_MIN = 0.1;
    private static final int TRACES_SHOWN_MAX = 3;

    private Diagnosis() {}

    /** Which requests are comparable. */
    private record Operation(String service, String operation) {}

    /** What makes suspicions of several traces the same. */
    private record Cause(CallPattern.Kind kind, Operation operation, List<Dependency> dependencies) {}

    /** @param traces complete ones, at low load: what takes long under overload is not to be blamed on the code; a trace may be given twice */
    public static List<CallPattern> of(List<Trace> traces) {
        Map<Operation, Integer> seen = new LinkedHashMap<>();
        Map<Cause, List<Suspicion>> suspicions = new LinkedHashMap<>();
        for (Trace trace : distinct(traces)) {
            for (HandledRequest request : HandledRequest.of(trace)) {
                if (request.entry().failure() == null) {
                    look(request, seen, suspicions);
                }
            }
        }
        List<CallPattern> patterns = new ArrayList<>();
        suspicions.forEach((cause, all) -> {
            int requests = seen.getOrDefault(cause.operation(), 0);
            if (isOften(all, requests) && costsEnough(cause.kind(), all)) {
                patterns.add(pattern(cause, all));
            }
        });
        return patterns;
    }

    private static boolean isOften(List<Suspicion> all, int requests) {
        int disturbed = requests >= TRACES_WITH_ONE_DISTURBED_MIN ? 1 : 0;
        return all.size() >= TRACES_MIN
                && switch (all.getFirst().certainty()) {
                    case HYPOTHESIS -> all.size() >= requests - disturbed;
                    case SEEN -> QUARTER * all.size() >= requests;
                };
    }

    private static boolean costsEnough(CallPattern.Kind kind, List<Suspicion> all) {
        return switch (kind) {
            case SERIAL_CALLS -> share(all) >= SERIAL_SHARE_MIN;
            case N_PLUS_ONE, REDUNDANT_CALL -> true;
        };
    }

    /** Of a request, in the mean, that would be spared. */
    private static double share(List<Suspicion> all) {
        return all.stream()
                .mapToDouble(one -> one.request().share(one.savedNanos()))
                .average()
                .orElse(0);
    }

    private static void look(
            HandledRequest request, Map<Operation, Integer> seen, Map<Cause, List<Suspicion>> suspicions) {
        Operation operation = new Operation(request.service(), request.operation());
        seen.merge(operation, 1, Integer::sum);
        Set<Cause> here = new LinkedHashSet<>();
        for (Detector detector : DETECTORS) {
            for (Suspicion suspicion : detector.suspicions(request)) {
                Cause cause = new Cause(suspicion.kind(), operation, suspicion.dependencies());
                if (here.add(cause)) {
                    suspicions
                            .computeIfAbsent(cause, unused -> new ArrayList<>())
                            .add(suspicion);
                }
            }
        }
    }

    private static List<Trace> distinct(List<Trace> traces) {
        Map<Object, Trace> byId = new LinkedHashMap<>();
        traces.forEach(trace -> byId.putIfAbsent(trace.id(), trace));
        return List.copyOf(byId.values());
    }

    private static CallPattern pattern(Cause cause, List<Suspicion> all) {
        double share = share(all);
        double savedMillis =
                all.stream().mapToLong(Suspicion::savedNanos).average().orElse(0) / 1e6;
        int calls = (int)
                Math.round(all.stream().mapToInt(Suspicion::calls).average().orElse(0));
        return new CallPattern(
                cause.kind(),
                Severity.of(share),
                all.getFirst().certainty(),
                cause.operation().service(),
                cause.operation().operation(),
                cause.dependencies().getFirst(),
                statement(cause, calls, savedMillis, share),
                all.stream()
                        .limit(TRACES_SHOWN_MAX)
                        .map(one -> one.request().trace().id().toString())
                        .toList(),
                suggestion(all.getFirst()));
    }

    private static String statement(Cause cause, int calls, double savedMillis, double share) {
        String request = "%s of %s"
                .formatted(cause.operation().operation(), cause.operation().service());
        Dependency first = cause.dependencies().getFirst();
        String what = "%s (%s)".formatted(first.operation(), first.peer());
        String told = switch (cause.kind()) {
            case N_PLUS_ONE ->
                "%s asks %d times one after the other for what one call could bring: %s"
                        .formatted(request, calls, what);
            case REDUNDANT_CALL -> "%s asks the same %d times: %s".formatted(request, calls, what);
            case SERIAL_CALLS ->
                "%s makes %d calls one after the other that may not need each other, the first %s"
                        .formatted(request, calls, what);
        };
        return told + String.format(Locale.ROOT, "; %.1f ms of a request, %.0f %% of it", savedMillis, 100 * share);
    }

    private static String suggestion(Suspicion suspicion) {
        return switch (suspicion.kind()) {
            case N_PLUS_ONE -> "Load them together: a join, one query with a list of keys, or a batch.";
            case REDUNDANT_CALL ->
                suspicion.certainty() == CallPattern.Certainty.SEEN
                        ? "Keep the first answer for the rest of the request."
                        : "See whether the bodies, which spans do not show, are the same; if so, keep the first answer for the rest of the request.";
            case SERIAL_CALLS -> "If none needs another's answer, start them together and wait for all.";
        };
    }
}
