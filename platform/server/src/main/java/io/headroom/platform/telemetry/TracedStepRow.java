package io.headroom.platform.telemetry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "traced_step")
@IdClass(TracedStepRow.Key.class)
@NullUnmarked
class TracedStepRow extends PanacheEntityBase {

    @Id
    public String run;

    @Id
    public int step;

    /** JSON of a {@link StepView}. */
    public String figures;

    /** JSON of a list of {@link TraceView}s. */
    public String traces;

    record Key(String run, int step) implements Serializable {}
}
