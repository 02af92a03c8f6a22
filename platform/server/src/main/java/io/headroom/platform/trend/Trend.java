package io.headroom.platform.trend;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The door to series: nights are entered, judged and, where people know of a change, acknowledged. */
@ApplicationScoped
public class Trend {

    private final TrendStore store;
    private final Clock clock;

    Trend(TrendStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Enters a valid run, once however often it is called, and says what it means. */
    public Tonight enter(Series series, Night night) {
        store.add(series, night);
        return judge(series.id(), store.nights(series.id()));
    }

    /** What a figure of tonight would mean, before it is entered: empty unless it is too low. */
    public Optional<Suspicion> suspect(Series series, double tonight) {
        return Suspicion.of(store.nights(series.id()), tonight, series.id().hashCode());
    }

    List<Series> series() {
        return store.series();
    }

    Optional<Series> series(String id) {
        return store.series(id);
    }

    List<Night> nights(String series) {
        return store.nights(series);
    }

    Tonight judge(String series, List<Night> nights) {
        return Tonight.of(nights, series.hashCode());
    }

    /**
     * Takes note that people know of a change: it begins a new segment, and no later night tells of it again.
     *
     * @return whether the series has a night of that run
     */
    boolean acknowledge(String series, String run, String note) {
        return store.acknowledge(series, run, clock.instant(), note);
    }
}
