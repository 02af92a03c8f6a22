package io.headroom.sample.profile;

import io.headroom.sample.instance.InstanceConfiguration;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/**
 * Fills the database up to the volume that was ordered. Of several instances that start at once the first one to get
 * the lock does it, and the others find nothing missing.
 *
 * <p>Tags are {@code tag1} to {@code tag999}, tag r with probability ln((r + 1) / r) / ln 1000, which is Zipf's law but
 * for the first ranks; multiples of the golden ratio spread evenly, so the same volume is always the same data.
 */
class InitialProfiles {

    /** Any number that nothing else locks in this database. */
    private static final long LOCK = 0x70726f66696c65L;

    private static final String FILL = """
            insert into profile (name, tag, reputation)
            select 'initial' || i, 'tag' || floor(power(:tags, u)), u
            from generate_series((select count(*) from profile) + 1, :profiles) as i,
                 lateral (select i * 0.6180339887498949 - floor(i * 0.6180339887498949)) as spread(u)
            """;

    @Transactional
    void fill(@Observes StartupEvent start, InstanceConfiguration instance, Tags tags, EntityManager database) {
        if (instance.profiles() == 0) {
            return;
        }
        database.createNativeQuery("select 1 from pg_advisory_xact_lock(" + LOCK + ")")
                .getSingleResult();
        database.createNativeQuery(FILL)
                .setParameter("profiles", instance.profiles())
                .setParameter("tags", tags.highest() + 1)
                .executeUpdate();
    }
}
