package io.headroom.platform.trend;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Series in PostgreSQL. */
@ApplicationScoped
class TrendStore {

    /** Adds a night, or replaces what was said of the same run. */
    void add(Series series, Night night) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (SeriesRow.findById(series.id()) == null) {
                SeriesRow row = new SeriesRow();
                row.id = series.id();
                row.service = series.service();
                row.description = series.description();
                row.persist();
            }
            NightRow known = NightRow.findById(night.run());
            NightRow row = known == null ? new NightRow() : known;
            row.run = night.run();
            row.series = series.id();
            row.at = night.at();
            row.value = night.value();
            row.persist();
        });
    }

    List<Series> series() {
        return QuarkusTransaction.requiringNew()
                .call(() -> SeriesRow.<SeriesRow>findAll(Sort.by("service", "id")).list().stream()
                        .map(TrendStore::series)
                        .toList());
    }

    Optional<Series> series(String id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> SeriesRow.<SeriesRow>findByIdOptional(id).map(TrendStore::series));
    }

    /** Oldest first. */
    List<Night> nights(String series) {
        return QuarkusTransaction.requiringNew()
                .call(() -> NightRow.<NightRow>find("series", Sort.by("at", "run"), series).list().stream()
                        .map(row -> new Night(
                                row.run,
                                row.at,
                                row.value,
                                Optional.ofNullable(row.acknowledged),
                                Optional.ofNullable(row.note)))
                        .toList());
    }

    /** @return whether the series has a night of that run */
    boolean acknowledge(String series, String run, Instant at, String note) {
        return QuarkusTransaction.requiringNew().call(() -> {
            NightRow row = NightRow.findById(run, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !row.series.equals(series)) {
                return false;
            }
            row.acknowledged = at;
            row.note = note;
            return true;
        });
    }

    private static Series series(SeriesRow row) {
        return new Series(row.id, row.service, row.description);
    }
}
