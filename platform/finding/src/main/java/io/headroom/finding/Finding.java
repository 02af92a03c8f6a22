package io.headroom.finding;

import java.util.List;

/**
 * A cause that the figures show.
 *
 * @param subject what it is about: a dependency, an instance, a pool; the same cause of the same subject in another run is the same finding
 * @param statement one sentence with the figures that matter most
 * @param evidence the figures that it rests on, one for each load step, instance or other row that was looked at
 * @param suggestion what to do about it
 */
public record Finding(FindingKind kind, String subject, String statement, List<Evidence> evidence, String suggestion) {

    public Finding {
        evidence = List.copyOf(evidence);
    }

    /** @param row which load step or instance, for example {@code 120 requests/s} */
    public record Evidence(String row, String figures) {}
}
