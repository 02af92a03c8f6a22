package io.headroom.platform.finding;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "finding")
@NullUnmarked
class FindingRow extends PanacheEntityBase {

    @Id
    public String id;

    public String service;

    public String kind;

    public String subject;

    public String severity;

    public String statement;

    public String suggestion;

    /** JSON of an object of texts. */
    public String evidence;

    public String conditions;

    public String state;

    @Column(name = "first_run")
    public String firstRun;

    @Column(name = "last_run")
    public String lastRun;

    @Column(name = "last_seen")
    public Instant lastSeen;

    public @Nullable String who;

    public @Nullable String why;

    @Column(name = "accepted_until")
    public @Nullable Instant acceptedUntil;

    @Column(name = "fixed_by")
    public @Nullable String fixedBy;
}
