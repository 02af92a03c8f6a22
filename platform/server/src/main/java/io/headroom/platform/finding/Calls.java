package io.headroom.platform.finding;

import io.headroom.telemetry.figures.DependencyFigures;
import io.headroom.telemetry.trace.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all instances of a service asked of one dependency during a load step.
 *
 * @param requests whose traces have at least one such call
 * @param millis of all calls together
 * @param p95Millis of the instance where it is largest
 * @param waitedMillis on critical paths, of all requests together
 * @param errors failed calls by kind
 */
record Calls(
        String service,
        Dependency dependency,
        long requests,
        long calls,
        double millis,
        double p95Millis,
        double maxMillis,
        double waitedMillis,
        Map<String, Long> errors) {

    private static final List<String> REFUSALS = List.of("429", "503");

    /** What makes calls of several load steps comparable. */
    record Called(String service, Dependency dependency) {}

    /** @param rows of all instances */
    static List<Calls> of(List<DependencyFigures> rows) {
        Map<Called, List<DependencyFigures>> byDependency = new LinkedHashMap<>();
        rows.forEach(row -> byDependency
                .computeIfAbsent(new Called(row.service(), row.dependency()), _ -> new ArrayList<>())
                .add(row));
        return byDependency.entrySet().stream()
                .map(entry -> sum(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Calls sum(Called called, List<DependencyFigures> rows) {
        Map<String, Long> errors = new TreeMap<>();
        rows.forEach(row -> row.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum)));
        return new Calls(
                called.service(),
                called.dependency(),
                rows.stream().mapToLong(DependencyFigures::requests).sum(),
                rows.stream().mapToLong(row -> row.time().count()).sum(),
                rows.stream()
                        .mapToDouble(row -> row.time().count() * row.time().mean())
                        .sum(),
                rows.stream().mapToDouble(row -> row.time().p95()).max().orElse(0),
                rows.stream().mapToDouble(row -> row.time().max()).max().orElse(0),
                rows.stream().mapToDouble(DependencyFigures::waitedMillis).sum(),
                errors);
    }

    Called called() {
        return new Called(service, dependency);
    }

    double meanMillis() {
        return calls == 0 ? 0 : millis / calls;
    }

    long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Calls that were answered with a status that says "too many". */
    long refused() {
        return REFUSALS.stream()
                .mapToLong(status -> errors.getOrDefault(status, 0L))
                .sum();
    }
}
