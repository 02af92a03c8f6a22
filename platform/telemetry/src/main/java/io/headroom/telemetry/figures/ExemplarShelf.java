package io.headroom.telemetry.figures;

import io.headroom.telemetry.figures.Exemplar.Reason;
import io.headroom.telemetry.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** The traces of one kind of request that are kept: the slowest, some that failed, and a random few as they usually are. Not thread-safe. */
final class ExemplarShelf {
    static final int EACH_MAX = 3;

    private final String request;
    private final RandomGenerator random;
    private final List<Exemplar> slowest = new ArrayList<>();
    private final List<Exemplar> failed = new ArrayList<>();
    private final List<Exemplar> usual = new ArrayList<>();
    private long seen;

    ExemplarShelf(String request, RandomGenerator random) {
        this.request = request;
        this.random = random;
    }

    void offer(Trace trace, boolean complete) {
        seen++;
        boolean rootFailed = trace.span(trace.root()).failure() != null;
        if (rootFailed && failed.size() < EACH_MAX) {
            failed.add(new Exemplar(request, Reason.FAILED, complete, trace));
        }
        if (!rootFailed) {
            offerSlow(trace, complete);
        }
        // reservoir sampling: each of all so far is kept with the same probability
        if (usual.size() < EACH_MAX) {
            usual.add(new Exemplar(request, Reason.RANDOM, complete, trace));
        } else {
            long place = random.nextLong(seen);
            if (place < EACH_MAX) {
                usual.set((int) place, new Exemplar(request, Reason.RANDOM, complete, trace));
            }
        }
    }

    private void offerSlow(Trace trace, boolean complete) {
        if (slowest.size() == EACH_MAX
                && trace.durationNanos() <= slowest.getLast().trace().durationNanos()) {
            return;
        }
        slowest.add(new Exemplar(request, Reason.SLOWEST, complete, trace));
        slowest.sort(
                Comparator.comparingLong((Exemplar exemplar) -> exemplar.trace().durationNanos())
                        .reversed());
        if (slowest.size() > EACH_MAX) {
            slowest.removeLast();
        }
    }

    List<Exemplar> all() {
        List<Exemplar> all = new ArrayList<>(slowest);
        all.addAll(failed);
        all.addAll(usual);
        return all;
    }
}
