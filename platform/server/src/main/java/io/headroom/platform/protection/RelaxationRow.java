package io.headroom.platform.protection;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "relaxation")
@NullUnmarked
class RelaxationRow extends PanacheEntityBase {

    @Id
    public String id;

    public String run;

    public String state;

    public long epoch;

    /** JSON of {@link io.headroom.protection.Relaxation}. */
    public String body;

    public boolean open;

    public Instant planned;
}
