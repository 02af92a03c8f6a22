package io.headroom.platform.finding;

import io.headroom.finding.DependencySlows;
import io.headroom.finding.Finding;
import io.headroom.finding.LockContention;
import io.headroom.finding.RetryAmplification;
import io.headroom.finding.ThirdPartyLimit;
import io.headroom.platform.finding.Calls.Called;
import io.headroom.telemetry.trace.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Brings what a service asks of others to the detectors, dependency by dependency. */
final class DependencyCauses {

    private final List<LoadedStep> all;
    private final List<LoadedStep> belowKnee;

    private DependencyCauses(TracedLadder ladder) {
        this.all = ladder.steps();
        this.belowKnee = ladder.belowKnee();
    }

    static List<Finding> of(TracedLadder ladder) {
        return new DependencyCauses(ladder).findings();
    }

    private List<Finding> findings() {
        Map<Called, Boolean> known = new LinkedHashMap<>();
        all.forEach(step -> step.calls().forEach(calls -> known.put(calls.called(), true)));
        List<Finding> findings = new ArrayList<>();
        for (Called called : known.keySet()) {
            findings.addAll(
                    switch (called.dependency().kind()) {
                        case DATABASE -> ofDatabase(called);
                        case HTTP, RPC, MESSAGING, OTHER -> ofOthers(called);
                    });
        }
        return findings;
    }

    private List<Finding> ofDatabase(Called called) {
        Optional<Finding> contention = LockContention.find(
                called.dependency().operation(),
                times(one -> one.called().equals(called)),
                times(one -> isBeside(one, called)));
        return contention.map(List::of).orElseGet(() -> slows(called).stream().toList());
    }

    private List<Finding> ofOthers(Called called) {
        String name = DependencyName.of(called.dependency());
        List<Finding> causes = Stream.of(
                        RetryAmplification.find(name, readings(called, LoadedStep::retries)),
                        ThirdPartyLimit.find(name, readings(called, LoadedStep::limit)))
                .flatMap(Optional::stream)
                .toList();
        return causes.isEmpty() ? slows(called).stream().toList() : causes;
    }

    private Optional<Finding> slows(Called called) {
        return DependencySlows.find(
                DependencyName.of(called.dependency()),
                times(one -> one.called().equals(called)));
    }

    private static boolean isBeside(Calls one, Called called) {
        Dependency dependency = one.dependency();
        return dependency.kind() == called.dependency().kind()
                && dependency.peer().equals(called.dependency().peer())
                && !one.called().equals(called);
    }

    private List<DependencySlows.Reading> times(Predicate<Calls> which) {
        return belowKnee.stream()
                .map(step -> step.times(step.calls().stream().filter(which).toList()))
                .toList();
    }

    /** Refusals and retries are what overload is made of here: steps above the knee count too. */
    private <R> List<R> readings(Called called, BiFunction<LoadedStep, Calls, R> reading) {
        return all.stream()
                .flatMap(step -> step.calls().stream()
                        .filter(one -> one.called().equals(called))
                        .map(one -> reading.apply(step, one)))
                .toList();
    }
}
