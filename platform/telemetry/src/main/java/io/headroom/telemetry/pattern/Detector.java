package io.headroom.telemetry.pattern;

import java.util.List;

/** Knows one pattern. A pure function of one handled request. */
interface Detector {
    List<Suspicion> suspicions(HandledRequest request);

    /** Whether each of these, which are in the order of their starts, begins after the one before has ended. */
    static boolean areSequential(List<Call> calls) {
        for (int i = 1; i < calls.size(); i++) {
            if (!calls.get(i - 1).endsBefore(calls.get(i))) {
                return false;
            }
        }
        return true;
    }
}
