package io.headroom.sample.instance;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** What happens once when the instance starts. */
final class InstanceStart {

    private static final Logger LOG = Logger.getLogger(InstanceStart.class);

    /** Beyond one connection for each worker: the health check needs one, and one is spare while another is closed. */
    private static final int SPARE_CONNECTIONS = 2;

    /**
     * Operations touch the database only while they hold a worker, so more connections than workers are never used;
     * a small pool keeps several instances below PostgreSQL's limit.
     */
    void sizeThePool(@Observes StartupEvent start, AgroalDataSource database, InstanceConfiguration configuration) {
        database.getConfiguration()
                .connectionPoolConfiguration()
                .setMaxSize(configuration.workers() + SPARE_CONNECTIONS);
    }

    void warnOfDefects(@Observes StartupEvent start, InstanceConfiguration configuration) {
        Instance.of(configuration)
                .defectsNotImplemented()
                .forEach(defect -> LOG.warnf(
                        "The defect \"%s\" is switched on, but this version of the service does not implement it:"
                                + " it changes nothing.",
                        defect.id()));
    }
}
