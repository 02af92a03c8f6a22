package io.headroom.telemetry.pattern;

import io.headroom.telemetry.trace.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One query for a list, then one for each of its elements: five or more calls of one fingerprint, one after the other, after a call of another fingerprint.
 *
 * <p>Not found: fewer; side by side; nothing before them that could have given the list; all with the same parameters, which is another pattern.
 */
final class NPlusOne implements Detector {
    static final int CALLS_MIN = 5;

    @Override
    public List<Suspicion> suspicions(HandledRequest request) {
        Map<Dependency, List<Call>> byDependency = new LinkedHashMap<>();
        request.calls()
                .forEach(call -> byDependency
                        .computeIfAbsent(call.dependency(), unused -> new ArrayList<>())
                        .add(call));
        List<Suspicion> found = new ArrayList<>();
        byDependency.forEach((dependency, calls) -> {
            if (calls.size() >= CALLS_MIN
                    && Detector.areSequential(calls)
                    && hasSource(request, calls.getFirst())
                    && !haveSameParameters(calls)) {
                long nanos = calls.stream().mapToLong(Call::nanos).sum();
                found.add(new Suspicion(
                        CallPattern.Kind.N_PLUS_ONE,
                        CallPattern.Certainty.SEEN,
                        request,
                        List.of(dependency),
                        calls.size(),
                        nanos - nanos / calls.size()));
            }
        });
        return found;
    }

    /** Something that was asked before could have said how many there are. */
    private static boolean hasSource(HandledRequest request, Call first) {
        return request.calls().stream()
                .anyMatch(call -> call.endsBefore(first) && !call.dependency().equals(first.dependency()));
    }

    private static boolean haveSameParameters(List<Call> calls) {
        String first = calls.getFirst().parameters();
        return first != null && calls.stream().allMatch(call -> first.equals(call.parameters()));
    }
}
