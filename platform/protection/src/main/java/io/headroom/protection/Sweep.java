package io.headroom.protection;

import io.headroom.protection.ProtectionAdapter.Applied;
import io.headroom.protection.ProtectionAdapter.Entangled;
import io.headroom.protection.ProtectionAdapter.Rule;
import io.headroom.protection.ProtectionAdapter.Silence;
import io.headroom.protection.ProtectionAdapter.Stale;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a look for forgotten artefacts at a target came to.
 *
 * @param removed names of the artefacts that were taken away
 * @param problems what could not be seen or taken away, in sentences; look again later
 */
public record Sweep(List<String> removed, List<String> problems) {
    public Sweep {
        removed = List.copyOf(removed);
        problems = List.copyOf(problems);
    }

    static Sweep of(ProtectionAdapter adapter, Predicate<String> runLives, Clock clock) throws InterruptedException {
        return switch (adapter.observe()) {
            case Silence silence -> new Sweep(List.of(), List.of(silence.reason()));
            case Rule rule ->
                of(
                        adapter,
                        rule.artefacts().stream()
                                .filter(artefact -> isForgotten(artefact, runLives, clock))
                                .toList());
        };
    }

    private static Sweep of(ProtectionAdapter adapter, List<Artefact> forgotten) throws InterruptedException {
        var removed = new ArrayList<String>();
        var problems = new ArrayList<String>();
        for (var artefact : forgotten) {
            switch (adapter.restore(artefact.id(), artefact.extent(), false)) {
                case Applied _ -> removed.add(artefact.id());
                case Stale(String reason) -> problems.add(reason);
                case Entangled(String reason) -> {
                    removed.add(artefact.id());
                    problems.add(reason);
                }
                case Silence silence -> problems.add(silence.reason());
            }
        }
        return new Sweep(removed, problems);
    }

    private static boolean isForgotten(Artefact artefact, Predicate<String> runLives, Clock clock) {
        var expired = artefact.deadline()
                .filter(deadline -> !clock.instant().isBefore(deadline))
                .isPresent();
        return artefact.run().filter(run -> expired || !runLives.test(run)).isPresent();
    }
}
