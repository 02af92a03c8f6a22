package io.headroom.sample.profile;

import io.headroom.sample.defect.Defect;
import io.headroom.sample.instance.ActiveDefects;
import io.headroom.sample.instance.InstanceConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;

/**
 * The defect {@code shared-lock}: one advisory lock of the database that every operation of every instance holds for a while.
 *
 * <p>It is held for 0.8 of the time that one instance needs between two requests, so one instance hardly notices, and any number of them
 * together carry at most 1.25 times what one carries.
 */
@ApplicationScoped
class SharedLock {

    /** Any number that nothing else locks in this database. */
    private static final long LOCK = 0x736861726564L;

    /** Operands are evaluated from the left to the right. */
    private static final String HOLD = """
            select cast(pg_advisory_lock(:lock) as text)
                || cast(pg_sleep(:seconds) as text)
                || cast(pg_advisory_unlock(:lock) as text)""";

    private static final double SHARE_HELD = 0.8;

    private final EntityManager database;
    private final boolean switchedOn;
    private final double secondsHeld;

    @Inject
    SharedLock(EntityManager database, InstanceConfiguration instance, ActiveDefects defects) {
        this(database, instance.workers(), instance.serviceTime(), defects);
    }

    SharedLock(EntityManager database, int workers, Duration serviceTime, ActiveDefects defects) {
        this.database = database;
        this.switchedOn = defects.has(Defect.SHARED_LOCK);
        this.secondsHeld = SHARE_HELD * serviceTime.toMillis() / 1_000 / workers;
    }

    double secondsHeld() {
        return secondsHeld;
    }

    /** Takes the lock, in turn among all instances, keeps it for its time and gives it back: one call of the database. */
    void hold() {
        if (switchedOn) {
            database.createNativeQuery(HOLD)
                    .setParameter("lock", LOCK)
                    .setParameter("seconds", secondsHeld)
                    .getSingleResult();
        }
    }
}
