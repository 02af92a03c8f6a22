package io.headroom.platform.trend;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "series")
@NullUnmarked
class SeriesRow extends PanacheEntityBase {

    @Id
    public String id;

    public String service;

    public String description;
}
