package io.headroom.platform.trend;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** One valid run of a series. */
@Entity
@Table(name = "series_night")
@NullUnmarked
class NightRow extends PanacheEntityBase {

    @Id
    public String run;

    public String series;

    public Instant at;

    /** Requests/s. */
    public double value;

    /** When somebody acknowledged that the figure changed with this run. */
    public @Nullable Instant acknowledged;

    /** What they had to say about it. */
    public @Nullable String note;
}
