package io.headroom.platform.finding;

import io.headroom.platform.finding.KnownFinding.Sighting;
import io.headroom.protocol.run.RunResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Enters what a run found, and closes what it could have found and did not. */
@ApplicationScoped
class FindingBook {

    private final FindingStore store;

    FindingBook(FindingStore store) {
        this.store = store;
    }

    /** @param isConclusive whether the run was measured so well that what it does not show is not there */
    void enter(Sighting sighting, List<RunResult.Finding> findings, boolean isConclusive) {
        store.changeAll(sighting.service(), known -> entered(known, sighting, findings, isConclusive));
    }

    static List<KnownFinding> entered(
            List<KnownFinding> known, Sighting sighting, List<RunResult.Finding> findings, boolean isConclusive) {
        Map<String, KnownFinding> byId = new LinkedHashMap<>();
        known.forEach(finding -> byId.put(finding.id(), finding));
        List<KnownFinding> changed = new ArrayList<>();
        for (RunResult.Finding finding : findings) {
            String id = id(sighting.service(), finding);
            KnownFinding before = byId.remove(id);
            changed.add(
                    before == null ? KnownFinding.first(id, sighting, finding) : before.seenAgain(sighting, finding));
        }
        byId.values().stream()
                .filter(finding -> isConclusive && finding.conditions().equals(sighting.conditions()))
                .map(finding -> finding.gone(sighting.run()))
                .forEach(changed::add);
        return changed;
    }

    /** The same for the same cause in every run. */
    static String id(String service, RunResult.Finding finding) {
        String key = service + '\n' + finding.kind() + '\n' + finding.subject();
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
