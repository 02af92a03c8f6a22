package io.headroom.platform.schedule;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "campaign")
@NullUnmarked
class CampaignRow extends PanacheEntityBase {

    @Id
    public String name;

    @Column(nullable = false)
    public String file;

    /** YAML. */
    @Column(nullable = false)
    public String content;

    @Column(nullable = false)
    public Instant applied;
}
