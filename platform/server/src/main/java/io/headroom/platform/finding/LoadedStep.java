package io.headroom.platform.finding;

import io.headroom.finding.DependencySlows;
import io.headroom.finding.InstanceShare;
import io.headroom.finding.RetryAmplification;
import io.headroom.finding.ThirdPartyLimit;
import io.headroom.platform.telemetry.StepView;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.telemetry.figures.ServiceFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A load step from both sides: what was asked of the service, and what its traces say.
 *
 * @param calls of all dependencies
 */
record LoadedStep(LoadStep load, StepView traces, List<Calls> calls) {

    private static final double MILLIS_PER_SECOND = 1e3;

    static LoadedStep of(LoadStep load, StepView traces) {
        return new LoadedStep(load, traces, Calls.of(traces.dependencies()));
    }

    double perSecond() {
        return load.throughput();
    }

    DependencySlows.Reading times(List<Calls> some) {
        long count = some.stream().mapToLong(Calls::calls).sum();
        double millis = some.stream().mapToDouble(Calls::millis).sum();
        return new DependencySlows.Reading(perSecond(), count, count == 0 ? 0 : millis / count);
    }

    ThirdPartyLimit.Reading limit(Calls one) {
        return new ThirdPartyLimit.Reading(
                perSecond(), secondsTraced(), Math.max(0, one.calls() - one.failed()), one.refused());
    }

    RetryAmplification.Reading retries(Calls one) {
        return new RetryAmplification.Reading(perSecond(), one.requests(), one.calls(), one.failed());
    }

    /** How long the service would take for the requests that were traced: of more than there are traces, some are chosen. */
    private double secondsTraced() {
        double answeredPerSecond = load.completed() / Math.max(load.seconds(), 1 / MILLIS_PER_SECOND);
        return answeredPerSecond > 0 ? traces.coverage().traces() / answeredPerSecond : load.seconds();
    }

    /** What the instances of the service that requests come in at did. */
    List<InstanceShare> shares() {
        Map<String, List<ServiceFigures>> byInstance = new TreeMap<>();
        entranceRows()
                .forEach(row -> byInstance
                        .computeIfAbsent(row.instance(), _ -> new ArrayList<>())
                        .add(row));
        return byInstance.entrySet().stream()
                .map(entry -> share(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static InstanceShare share(String instance, List<ServiceFigures> rows) {
        long requests = rows.stream().mapToLong(row -> row.time().count()).sum();
        double millis = rows.stream()
                .mapToDouble(row -> row.time().count() * row.time().mean())
                .sum();
        return new InstanceShare(instance, requests, millis / requests);
    }

    /** Requests of the step, traced or not, those before its warm-up was over included as far as they were traced. */
    long requests() {
        return Math.max(load.sent(), traces.coverage().traces());
    }

    List<ServiceFigures> entranceRows() {
        String entrance = entrance();
        return traces.services().stream()
                .filter(row -> row.service().equals(entrance) && row.time().count() > 0)
                .toList();
    }

    /** The service that answered most requests: all of them come in there. */
    String entrance() {
        Map<String, Long> requests = new TreeMap<>();
        traces.services()
                .forEach(row -> requests.merge(row.service(), row.time().count(), Long::sum));
        return requests.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
