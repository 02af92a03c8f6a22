package io.headroom.platform.finding;

import io.headroom.finding.Finding;
import io.headroom.finding.InstanceShare;
import io.headroom.finding.SlowInstance;
import io.headroom.finding.UnevenBalancing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Brings instances that served beside each other to the detectors. One load step may have had a bad moment: a cause counts if most of the steps show it
 * in the same instance, two at least.
 */
final class InstanceCauses {

    private static final int STEPS_MIN = 2;

    private InstanceCauses() {}

    static List<Finding> of(TracedLadder ladder) {
        List<List<InstanceShare>> steps = ladder.belowKnee().stream()
                .map(LoadedStep::shares)
                .filter(shares -> shares.size() == ladder.ladder().instances())
                .toList();
        return Stream.of(inMost(steps, UnevenBalancing::find), inMost(steps, SlowInstance::find))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The latest of them, where the instances had most to do. */
    private static Optional<Finding> inMost(
            List<List<InstanceShare>> steps, Function<List<InstanceShare>, Optional<Finding>> detector) {
        Map<String, List<Finding>> bySubject = new LinkedHashMap<>();
        steps.stream()
                .flatMap(shares -> detector.apply(shares).stream())
                .forEach(finding -> bySubject
                        .computeIfAbsent(finding.subject(), _ -> new ArrayList<>())
                        .add(finding));
        return bySubject.values().stream()
                .filter(found -> found.size() >= STEPS_MIN && 2 * found.size() > steps.size())
                .map(List::getLast)
                .findFirst();
    }
}
