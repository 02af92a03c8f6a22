package io.headroom.platform.finding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.protocol.run.RunResult;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Findings in PostgreSQL. What is read to be changed is locked until it is. */
@ApplicationScoped
class FindingStore {

    private final ObjectMapper json;

    FindingStore(ObjectMapper json) {
        this.json = json;
    }

    List<KnownFinding> all() {
        return QuarkusTransaction.requiringNew()
                .call(() -> FindingRow.<FindingRow>findAll(Sort.by("service", "kind", "subject")).list().stream()
                        .map(this::known)
                        .toList());
    }

    /** Changes all findings of a service in one transaction. */
    void changeAll(String service, Function<List<KnownFinding>, List<KnownFinding>> change) {
        QuarkusTransaction.requiringNew().run(() -> {
            List<KnownFinding> known =
                    FindingRow.<FindingRow>find("service", service)
                            .withLock(LockModeType.PESSIMISTIC_WRITE)
                            .list()
                            .stream()
                            .map(this::known)
                            .toList();
            change.apply(known).forEach(this::write);
        });
    }

    /** @return what it became; empty if there is no such finding */
    Optional<KnownFinding> change(String id, UnaryOperator<KnownFinding> change) {
        return QuarkusTransaction.requiringNew().call(() -> {
            FindingRow row = FindingRow.findById(id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null) {
                return Optional.empty();
            }
            KnownFinding changed = change.apply(known(row));
            write(changed);
            return Optional.of(changed);
        });
    }

    private void write(KnownFinding finding) {
        FindingRow stored = FindingRow.findById(finding.id());
        FindingRow row = stored == null ? new FindingRow() : stored;
        RunResult.Finding latest = finding.latest();
        row.id = finding.id();
        row.service = finding.service();
        row.kind = latest.kind();
        row.subject = latest.subject();
        row.severity = latest.severity();
        row.statement = latest.statement();
        row.suggestion = latest.suggestion();
        row.evidence = evidence(latest);
        row.conditions = finding.conditions();
        row.state = finding.state().name();
        row.firstRun = finding.firstRun();
        row.lastRun = finding.lastRun();
        row.lastSeen = finding.lastSeen();
        row.who = finding.who().orElse(null);
        row.why = finding.why().orElse(null);
        row.acceptedUntil = finding.acceptedUntil().orElse(null);
        row.fixedBy = finding.fixedBy().orElse(null);
        row.persist();
    }

    private KnownFinding known(FindingRow row) {
        return new KnownFinding(
                row.id,
                row.service,
                new RunResult.Finding(
                        row.kind,
                        row.subject,
                        row.severity,
                        row.statement,
                        evidence(row.evidence),
                        row.suggestion,
                        List.of()),
                row.conditions,
                KnownFinding.State.valueOf(row.state),
                row.firstRun,
                row.lastRun,
                row.lastSeen,
                Optional.ofNullable(row.who),
                Optional.ofNullable(row.why),
                Optional.ofNullable(row.acceptedUntil),
                Optional.ofNullable(row.fixedBy));
    }

    private String evidence(RunResult.Finding finding) {
        try {
            return json.writeValueAsString(finding.evidence());
        } catch (JsonProcessingException defect) {
            throw new IllegalStateException("a finding's evidence cannot be written as JSON", defect);
        }
    }

    private LinkedHashMap<String, String> evidence(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException corrupt) {
            throw new IllegalStateException("the database holds evidence that is no object of texts", corrupt);
        }
    }
}
