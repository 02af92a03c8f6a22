package io.headroom.platform.finding;

import io.headroom.protocol.run.RunResult;
import io.headroom.telemetry.pattern.CallPattern;
import io.headroom.telemetry.trace.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Patterns of calls as findings. What code does with a request it does in every load step, but a few exemplars may look alike by chance, or be disturbed by
 * what the machine does besides: a pattern counts if a quarter of the steps show it, two at least where there are three.
 */
final class CallCauses {

    private static final int QUARTER = 4;
    private static final int SIGHTINGS_MIN = 2;

    private CallCauses() {}

    /** What makes patterns of several load steps the same. */
    private record Cause(CallPattern.Kind kind, String service, String request, Dependency dependency) {

        static Cause of(CallPattern pattern) {
            return new Cause(pattern.kind(), pattern.service(), pattern.request(), pattern.dependency());
        }
    }

    /** A pattern and where it was seen. */
    private record Sighting(LoadedStep step, CallPattern pattern) {}

    static List<RunResult.Finding> of(TracedLadder ladder) {
        List<LoadedStep> steps = ladder.belowKnee().isEmpty() ? ladder.steps() : ladder.belowKnee();
        Map<Cause, List<Sighting>> sightings = new LinkedHashMap<>();
        steps.forEach(step -> step.traces()
                .patterns()
                .forEach(pattern -> sightings
                        .computeIfAbsent(Cause.of(pattern), _ -> new ArrayList<>())
                        .add(new Sighting(step, pattern))));
        return sightings.entrySet().stream()
                .filter(cause -> isOften(cause.getValue(), steps.size()))
                .map(cause -> finding(cause.getKey(), cause.getValue()))
                .toList();
    }

    private static boolean isOften(List<Sighting> sightings, int steps) {
        return QUARTER * sightings.size() >= steps && (sightings.size() >= SIGHTINGS_MIN || steps <= SIGHTINGS_MIN);
    }

    private static RunResult.Finding finding(Cause cause, List<Sighting> sightings) {
        CallPattern last = sightings.getLast().pattern();
        Map<String, String> evidence = new LinkedHashMap<>();
        sightings.forEach(sighting -> evidence.putIfAbsent(
                String.format(Locale.ROOT, "%.0f requests/s", sighting.step().perSecond()),
                sighting.pattern().statement()));
        return new RunResult.Finding(
                cause.kind().id(),
                cause.request() + " of " + cause.service() + ", " + DependencyName.of(cause.dependency()),
                last.severity().name().toLowerCase(Locale.ROOT),
                last.statement() + ".",
                evidence,
                last.suggestion(),
                last.traces());
    }
}
