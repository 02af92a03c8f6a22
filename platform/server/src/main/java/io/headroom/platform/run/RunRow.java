package io.headroom.platform.run;

import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.Verdict;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "run")
@NullUnmarked
class RunRow extends PanacheEntityBase {

    @Id
    public String id;

    /** JSON of {@link io.headroom.protocol.run.RunRequest}. */
    @Column(nullable = false)
    public String request;

    @Enumerated(EnumType.STRING)
    public RunView.State state;

    public Instant created;

    public @Nullable Instant finished;

    @Enumerated(EnumType.STRING)
    public @Nullable Verdict verdict;

    public @Nullable String reason;

    @Enumerated(EnumType.STRING)
    public @Nullable Fault fault;

    /** JSON of {@link io.headroom.protocol.run.RunResult}. */
    public @Nullable String result;
}
