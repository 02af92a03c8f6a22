package io.headroom.platform.run;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "run_event")
@IdClass(EventRow.Key.class)
@NullUnmarked
class EventRow extends PanacheEntityBase {

    @Id
    public String run;

    @Id
    public long sequence;

    /** JSON of {@link io.headroom.protocol.run.RunEvent}. */
    public String body;

    record Key(String run, long sequence) implements Serializable {}
}
