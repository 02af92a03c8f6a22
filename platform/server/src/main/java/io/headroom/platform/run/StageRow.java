package io.headroom.platform.run;

import io.headroom.protocol.run.RunView.StageState;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "run_stage")
@IdClass(StageRow.Key.class)
@NullUnmarked
class StageRow extends PanacheEntityBase {

    @Id
    public String run;

    @Id
    public int ordinal;

    public String name;

    @Enumerated(EnumType.STRING)
    public StageState state;

    public @Nullable Instant started;

    public @Nullable Instant finished;

    public @Nullable String message;

    /** JSON of what the stage left behind. */
    public @Nullable String output;

    record Key(String run, int ordinal) implements Serializable {}
}
