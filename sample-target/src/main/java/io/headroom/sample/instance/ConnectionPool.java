package io.headroom.sample.instance;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.headroom.sample.defect.Defect;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/**
 * Sizes the pool of database connections when the instance starts.
 *
 * <p>Operations touch the database only while they hold a worker, so more connections than workers are never used; a small pool keeps several
 * instances below PostgreSQL's limit.
 */
public final class ConnectionPool {

    /** Beyond one connection for each worker: the health check needs one, and one is spare while another is closed. */
    private static final int SPARE_CONNECTIONS = 2;

    /** Of the defect {@code small-pool}. */
    private static final int FEW_CONNECTIONS = 2;

    /** Of the defect {@code connection-slots}: two instances leave less than half of PostgreSQL's usual 100 to the third. */
    private static final int GREEDY_CONNECTIONS = 40;

    void size(
            @Observes StartupEvent start,
            AgroalDataSource database,
            InstanceConfiguration configuration,
            ActiveDefects defects) {
        size(database, configuration.workers(), defects);
    }

    /** Sizes this pool for an instance with that many workers. */
    public static void size(AgroalDataSource database, int workers, ActiveDefects defects) {
        AgroalConnectionPoolConfiguration pool = database.getConfiguration().connectionPoolConfiguration();
        if (defects.has(Defect.CONNECTION_SLOTS)) {
            pool.setMaxSize(GREEDY_CONNECTIONS);
            pool.setMinSize(GREEDY_CONNECTIONS);
            database.flush(FlushMode.FILL);
            return;
        }
        pool.setMaxSize(defects.has(Defect.SMALL_POOL) ? FEW_CONNECTIONS : workers + SPARE_CONNECTIONS);
    }
}
