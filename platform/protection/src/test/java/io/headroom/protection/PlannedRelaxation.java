package io.headroom.protection;

import java.time.Instant;

/** A request as the record that it becomes: for a test that hands it to another process. */
public final class PlannedRelaxation {
    private PlannedRelaxation() {}

    public static Relaxation of(RelaxRequest request) {
        return Relaxation.planned(request, Instant.now());
    }
}
