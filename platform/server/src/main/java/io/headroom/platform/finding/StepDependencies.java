package io.headroom.platform.finding;

import io.headroom.platform.telemetry.StepView;
import io.headroom.protocol.capacity.StepDependency;
import io.headroom.protocol.run.RunResult;
import java.util.Comparator;
import java.util.List;

/** What the traces of load steps say of dependencies, and what they do not, as the result document holds it. */
final class StepDependencies {

    private static final double ROUNDING = 1e3;

    private StepDependencies() {}

    static List<StepDependency> of(StepView step) {
        double requests = Math.max(1, step.requests().count());
        return Calls.of(step.dependencies()).stream()
                .sorted(Comparator.comparingDouble(Calls::waitedMillis).reversed())
                .map(calls -> new StepDependency(
                        calls.service(),
                        calls.dependency().kind().label(),
                        calls.dependency().peer(),
                        calls.dependency().operation(),
                        calls.requests(),
                        calls.calls(),
                        rounded(calls.calls() / Math.max(1.0, calls.requests())),
                        rounded(calls.meanMillis()),
                        rounded(calls.p95Millis()),
                        rounded(calls.maxMillis()),
                        rounded(calls.waitedMillis() / requests),
                        calls.errors()))
                .toList();
    }

    static RunResult.Coverage coverage(int steps, List<StepView> traced) {
        long requests =
                traced.stream().mapToLong(step -> step.coverage().traces()).sum();
        long complete =
                traced.stream().mapToLong(step -> step.coverage().complete()).sum();
        List<String> unobserved = traced.stream()
                .flatMap(step -> step.coverage().unobserved().stream())
                .distinct()
                .sorted()
                .toList();
        return new RunResult.Coverage(
                steps,
                traced.size(),
                requests,
                complete,
                unobserved,
                sentence(steps, traced.size(), requests, complete, unobserved));
    }

    private static String sentence(int steps, int traced, long requests, long complete, List<String> unobserved) {
        if (traced == 0) {
            return "No trace of the run came, so nothing is known of causes inside of the service: let it send OTLP to the platform (docs/telemetry.md).";
        }
        String seen = "Traces of " + requests + " requests came, " + complete + " of them complete, from " + traced
                + " of " + steps + " load steps.";
        return unobserved.isEmpty()
                ? seen
                : seen + " " + String.join(" and ", unobserved)
                        + " reported nothing: what happens inside is not known.";
    }

    private static double rounded(double value) {
        return Math.round(value * ROUNDING) / ROUNDING;
    }
}
