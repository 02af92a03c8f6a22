package io.headroom.platform.environment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "terraform_lease")
@NullUnmarked
class LeaseRow extends PanacheEntityBase {

    @Id
    public String environment;

    public String lease;

    /** What Terraform says of itself, JSON: operation, who, when. */
    public String info;

    public Instant taken;
}
