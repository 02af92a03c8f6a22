package io.headroom.platform.protection;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What people decided about protections, kept for whoever asks later. */
@ApplicationScoped
class AuditStore {

    private static final int LISTED_MAX = 200;

    private final Clock clock;

    AuditStore(Clock clock) {
        this.clock = clock;
    }

    /**
     * One decision.
     *
     * @param subject id of the relaxation that it was about
     */
    record Entry(Instant at, String who, String action, String subject, String reason) {}

    void add(String who, String action, String subject, String reason) {
        QuarkusTransaction.requiringNew().run(() -> {
            AuditRow row = new AuditRow();
            row.at = clock.instant();
            row.who = who;
            row.action = action;
            row.subject = subject;
            row.reason = reason;
            row.persist();
        });
    }

    /** Newest first. */
    List<Entry> newest() {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        AuditRow.<AuditRow>findAll(Sort.descending("id")).page(Page.ofSize(LISTED_MAX)).list().stream()
                                .map(row -> new Entry(row.at, row.who, row.action, row.subject, row.reason))
                                .toList());
    }
}
