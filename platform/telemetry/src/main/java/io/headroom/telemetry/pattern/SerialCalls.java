package io.headroom.telemetry.pattern;

import io.headroom.telemetry.trace.Dependency;
import java.util.ArrayList;
import java.util.List;

/**
 * Three or more reading calls by HTTP, each begun as soon as the last one had answered. That none needs another's answer cannot be seen: it is a hypothesis.
 *
 * <p>Not found: fewer, or with work between them; calls that write; queries of a database, which share a transaction's connection; what another pattern explains (the same parameters, or five and more
 * of one fingerprint).
 */
final class SerialCalls implements Detector {
    private static final int CALLS_MIN = 3;
    private static final long GAP_NANOS_MAX = 2_000_000;

    @Override
    public List<Suspicion> suspicions(HandledRequest request) {
        List<Suspicion> found = new ArrayList<>();
        List<Call> row = new ArrayList<>();
        for (Call call : request.calls()) {
            if (!row.isEmpty() && !follows(row.getLast(), call)) {
                judge(request, row, found);
                row.clear();
            }
            if (call.dependency().kind() == Dependency.Kind.HTTP
                    && call.reads()
                    && call.span().failure() == null) {
                row.add(call);
            }
        }
        judge(request, row, found);
        return found;
    }

    private static boolean follows(Call before, Call call) {
        return call.dependency().kind() == Dependency.Kind.HTTP
                && call.reads()
                && before.endsBefore(call)
                && call.startNanos() - before.endNanos() <= GAP_NANOS_MAX;
    }

    private static void judge(HandledRequest request, List<Call> row, List<Suspicion> found) {
        long all = row.stream().mapToLong(Call::nanos).sum();
        long longest = row.stream().mapToLong(Call::nanos).max().orElse(0);
        boolean isAnotherPattern = row.stream().map(Call::parameters).distinct().count() < row.size()
                || row.size() >= NPlusOne.CALLS_MIN
                        && row.stream().map(Call::dependency).distinct().count() == 1;
        if (row.size() < CALLS_MIN || isAnotherPattern) {
            return;
        }
        found.add(new Suspicion(
                CallPattern.Kind.SERIAL_CALLS,
                CallPattern.Certainty.HYPOTHESIS,
                request,
                row.stream().map(Call::dependency).distinct().toList(),
                row.size(),
                all - longest));
    }
}
