package io.headroom.platform.environment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "environment")
@NullUnmarked
class EnvironmentRow extends PanacheEntityBase {

    @Id
    public String name;

    public String run;

    public String module;

    public boolean standalone;

    @Enumerated(EnumType.STRING)
    public Environment.State state;

    /** JSON of {@link EnvironmentOutputs}. */
    public @Nullable String outputs;

    public Instant created;

    public Instant expires;

    public @Nullable Instant destroyed;

    public @Nullable String trouble;
}
