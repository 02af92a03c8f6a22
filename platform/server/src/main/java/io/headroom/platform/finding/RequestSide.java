package io.headroom.platform.finding;

import io.headroom.finding.Attribution.Demand;
import io.headroom.finding.Attribution.Side;
import io.headroom.telemetry.figures.DependencyFigures;
import io.headroom.telemetry.figures.ServiceFigures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a request is like at some of the instances that answer it: how long it takes, whom they ask how often, how long that takes. */
final class RequestSide {

    private RequestSide() {}

    /** @param instances by their identifiers, of the service that requests come in at */
    static Side of(LoadedStep step, Predicate<String> instances) {
        List<ServiceFigures> rows = step.entranceRows().stream()
                .filter(row -> instances.test(row.instance()))
                .toList();
        double requests =
                Math.max(1, rows.stream().mapToLong(row -> row.time().count()).sum());
        double millis = rows.stream()
                .mapToDouble(row -> row.time().count() * row.time().mean())
                .sum();
        Map<String, double[]> sums = new HashMap<>();
        for (DependencyFigures row : step.traces().dependencies()) {
            if (row.service().equals(step.entrance()) && instances.test(row.instance())) {
                double[] sum = sums.computeIfAbsent(DependencyName.peer(row.dependency()), _ -> new double[2]);
                sum[0] += row.time().count();
                sum[1] += row.time().count() * row.time().mean();
            }
        }
        Map<String, Demand> demands = new HashMap<>();
        sums.forEach((peer, sum) -> demands.put(peer, new Demand(sum[0] / requests, sum[1] / Math.max(1, sum[0]))));
        return new Side(millis / requests, demands);
    }
}
