package io.headroom.telemetry.figures;

import java.util.List;

/**
 * How long the first requests of a load step took at one instance: at an instance that has just come, the first of its life.
 *
 * @param millis in the order in which the requests came; those that are not traced are left out
 */
public record FirstAnswers(String service, String instance, List<Double> millis) {
    /** As many as tell a start from what comes after it. */
    public static final int REQUESTS_MAX = 1_000;

    public FirstAnswers {
        millis = List.copyOf(millis);
    }
}
