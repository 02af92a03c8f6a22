package io.headroom.platform.schedule;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Campaign files in PostgreSQL. */
@ApplicationScoped
class CampaignStore {

    /** A file as it was applied. */
    record Kept(String name, String file, String content, Instant applied) {}

    /** In the place of what held before; the same text again changes nothing, so that no night is forgotten over it. */
    void apply(Kept campaign) {
        QuarkusTransaction.requiringNew().run(() -> {
            CampaignRow known = CampaignRow.findById(campaign.name());
            CampaignRow row = known == null ? new CampaignRow() : known;
            boolean same = known != null && known.content.equals(campaign.content());
            row.name = campaign.name();
            row.file = campaign.file();
            row.content = campaign.content();
            row.applied = same ? row.applied : campaign.applied();
            row.persist();
        });
    }

    Optional<Kept> find(String name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> CampaignRow.<CampaignRow>findByIdOptional(name).map(CampaignStore::kept));
    }

    List<Kept> all() {
        return QuarkusTransaction.requiringNew()
                .call(() -> CampaignRow.<CampaignRow>findAll(Sort.by("name")).list().stream()
                        .map(CampaignStore::kept)
                        .toList());
    }

    private static Kept kept(CampaignRow row) {
        return new Kept(row.name, row.file, row.content, row.applied);
    }
}
