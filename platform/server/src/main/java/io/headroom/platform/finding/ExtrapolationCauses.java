package io.headroom.platform.finding;

import io.headroom.finding.Attribution;
import io.headroom.finding.Attribution.Side;
import io.headroom.finding.ExtrapolationRejected;
import io.headroom.finding.ExtrapolationRejected.Shortfall;
import io.headroom.finding.Finding;
import io.headroom.protocol.run.RunResult;
import io.headroom.telemetry.figures.ServiceFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the time goes that requests take with several instances and do not take with one, and whether one zone is to blame. */
final class ExtrapolationCauses {

    private static final double MILLIS_TOLD_MIN = 0.1;

    private ExtrapolationCauses() {}

    static Optional<Finding> of(RunResult.Extrapolation check, TracedLadder several) {
        if (check.outcome().equals("aligned")) {
            return Optional.empty();
        }
        return telling(several)
                .flatMap(step -> ExtrapolationRejected.find(
                        new Shortfall(check.instances(), check.predicted(), check.measured(), step.perSecond()),
                        zones(step))
                        .stream())
                .findFirst();
    }

    /**
     * Steps with all instances, those that tell most of them first: from the most loaded to the least those in which requests did not pile up, then the
     * others from the least loaded to the most. Near its limit a far zone's queue hides what it waits for.
     */
    private static Stream<LoadedStep> telling(TracedLadder several) {
        Comparator<LoadedStep> byLoad = Comparator.comparingDouble(LoadedStep::perSecond);
        List<LoadedStep> carried = several.carried();
        return Stream.concat(
                        carried.stream().sorted(byLoad.reversed()),
                        several.steps().stream()
                                .filter(step -> !carried.contains(step))
                                .sorted(byLoad))
                .filter(step -> step.shares().size() == several.ladder().instances());
    }

    private static Map<String, Side> zones(LoadedStep step) {
        Map<String, Set<String>> instances = new TreeMap<>();
        for (ServiceFigures row : step.entranceRows()) {
            if (!row.zone().isEmpty()) {
                instances.computeIfAbsent(row.zone(), _ -> new TreeSet<>()).add(row.instance());
            }
        }
        Map<String, Side> zones = new HashMap<>();
        instances.forEach((zone, its) -> zones.put(zone, RequestSide.of(step, its::contains)));
        return zones;
    }

    /**
     * What a request takes longer with several instances than with one, at about the same load of each instance; where one carried its load, if it did at
     * all: else the difference would be its queue.
     *
     * @return sentences, empty if no two load steps can be compared
     */
    static List<String> attribution(TracedLadder one, TracedLadder several) {
        int instances = several.ladder().instances();
        Optional<LoadedStep> there = telling(several).findFirst();
        List<LoadedStep> candidates = one.carried().isEmpty() ? one.steps() : one.carried();
        Optional<LoadedStep> here = there.flatMap(step -> candidates.stream()
                .filter(other -> !other.shares().isEmpty())
                .min(Comparator.comparingDouble(
                        other -> Math.abs(Math.log(other.perSecond() * instances / step.perSecond())))));
        return here.isEmpty() ? List.of() : sentences(here.get(), there.orElseThrow(), instances);
    }

    private static List<String> sentences(LoadedStep here, LoadedStep there, int instances) {
        Side one = RequestSide.of(here, _ -> true);
        Side several = RequestSide.of(there, _ -> true);
        Attribution attribution = Attribution.of(one, several);
        List<String> sentences = new ArrayList<>();
        sentences.add(String.format(
                Locale.ROOT,
                "a request takes %.1f ms with %d instances at %.0f requests/s, and %.1f ms with one at %.0f: %+.1f ms",
                several.responseMillis(),
                instances,
                there.perSecond(),
                one.responseMillis(),
                here.perSecond(),
                attribution.differenceMillis()));
        attribution.parts().stream()
                .filter(part -> Math.abs(part.millis()) >= MILLIS_TOLD_MIN)
                .forEach(part -> sentences.add(String.format(
                        Locale.ROOT,
                        "%+.1f ms of it by %s: %+.1f ms by the number of calls, %+.1f ms by the time of one",
                        part.millis(),
                        part.dependency(),
                        part.byCallsMillis(),
                        part.byTimeMillis())));
        sentences.add(String.format(
                Locale.ROOT, "%+.1f ms of it by everything else in the service", attribution.selfMillis()));
        return sentences;
    }
}
