package io.headroom.finding;

import io.headroom.finding.Finding.Evidence;
import java.util.List;
import java.util.Optional;

/** Pools that together may want more connections than the database has, when there are as many instances as there may be. */
public final class ConnectionSlots {

    private ConnectionSlots() {}

    /**
     * @param database whose connections they are
     * @param instancesMax as many as there may be
     * @param poolMax connections that each instance may have
     * @param databaseMax connections that the database has
     */
    public static Optional<Finding> find(String database, int instancesMax, int poolMax, int databaseMax) {
        long wanted = (long) instancesMax * poolMax;
        if (wanted <= databaseMax) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                FindingKind.CONNECTION_SLOTS,
                database,
                "%d instances with pools of %d may want %d connections, and %s has %d."
                        .formatted(instancesMax, poolMax, wanted, database, databaseMax),
                List.of(
                        new Evidence("wanted", "%d × %d = %d".formatted(instancesMax, poolMax, wanted)),
                        new Evidence("there are", String.valueOf(databaseMax))),
                "Let each pool have at most %d, or put a connection pooler before the database."
                        .formatted(databaseMax / instancesMax)));
    }
}
