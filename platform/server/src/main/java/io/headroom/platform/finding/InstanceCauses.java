package io.headroom.platform.finding;

import io.headroom.finding.Finding;
import io.headroom.finding.InstanceShare;
import io.headroom.finding.SlowInstance;
import io.headroom.finding.UnevenBalancing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Brings instances that served beside each other to the detectors. Since they are compared within a step, it need not have been answered well, only be
 * carried. One step may have had a bad moment: a cause counts if most of the steps show it in the same instance, two at least, of those with at least the
 * load that it begins to show at.
 */
final class InstanceCauses {

    private static final int STEPS_MIN = 2;

    private InstanceCauses() {}

    static List<Finding> of(TracedLadder ladder) {
        List<List<InstanceShare>> steps = ladder.carried().stream()
                .sorted(Comparator.comparingDouble(LoadedStep::perSecond))
                .map(LoadedStep::shares)
                .filter(shares -> shares.size() == ladder.ladder().instances())
                .toList();
        return Stream.of(inMost(steps, UnevenBalancing::find), inMost(steps, SlowInstance::find))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A finding, and in which of the steps it was made. */
    private record Sighting(int step, Finding finding) {}

    /**
     * The last of them, where the instances had most to do.
     *
     * @param steps from the least load to the most
     */
    private static Optional<Finding> inMost(
            List<List<InstanceShare>> steps, Function<List<InstanceShare>, Optional<Finding>> detector) {
        Map<String, List<Sighting>> bySubject = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            detector.apply(steps.get(i))
                    .ifPresent(finding -> bySubject
                            .computeIfAbsent(finding.subject(), _ -> new ArrayList<>())
                            .add(new Sighting(step, finding)));
        }
        return bySubject.values().stream()
                .filter(found -> found.size() >= STEPS_MIN
                        && 2 * found.size() > steps.size() - found.getFirst().step())
                .map(found -> found.getLast().finding())
                .findFirst();
    }
}
