package io.headroom.platform.environment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "terraform_state")
@IdClass(StateRow.Key.class)
@NullUnmarked
class StateRow extends PanacheEntityBase {

    record Key(String environment, long version) implements Serializable {}

    @Id
    public String environment;

    @Id
    public long version;

    public String lease;

    public Instant written;

    public byte[] sealed;
}
