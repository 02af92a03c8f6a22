package io.headroom.platform.environment;

import io.headroom.platform.home.Installation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Terraform's states, every version of them, sealed; and who may write them.
 *
 * <p>They are rows in PostgreSQL, and the latest version also lies in a file beside the workspace: a database that is lost in mid-run must not keep
 * an environment from being destroyed. Whichever is newer is read. Leases are rows too, and of this process in memory; a state whose lease is not the
 * current one is refused, so that a Terraform that was given up cannot overwrite what came after it.
 */
@ApplicationScoped
class StateStore {

    private static final Logger LOG = Logger.getLogger(StateStore.class);

    private final Sealing sealing;
    private final StateFiles files;
    private final Clock clock;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();

    StateStore(Installation installation, Sealing sealing, Clock clock) {
        this.sealing = sealing;
        this.files = new StateFiles(installation.data().resolve("environments"));
        this.clock = clock;
    }

    /** @param info what its Terraform says of itself, JSON */
    record Lease(String id, String info) {}

    /** @return who holds the state already; empty if {@code lease} is the current one now */
    synchronized Optional<Lease> take(String environment, Lease lease) {
        Optional<Lease> current = current(environment);
        if (current.isPresent()) {
            return current;
        }
        leases.put(environment, lease);
        quietly("lease of " + environment + " taken", () -> {
            LeaseRow row = new LeaseRow();
            row.environment = environment;
            row.lease = lease.id();
            row.info = lease.info();
            row.taken = clock.instant();
            row.persist();
        });
        return Optional.empty();
    }

    /** @return whether it was the current lease */
    synchronized boolean giveBack(String environment, String lease) {
        if (current(environment).filter(one -> one.id().equals(lease)).isEmpty()) {
            return false;
        }
        release(environment);
        return true;
    }

    /** Ends a lease whose Terraform is proven dead. */
    synchronized void release(String environment) {
        leases.remove(environment);
        quietly("lease of " + environment + " ended", () -> LeaseRow.deleteById(environment));
    }

    Optional<Lease> current(String environment) {
        Lease inMemory = leases.get(environment);
        if (inMemory != null) {
            return Optional.of(inMemory);
        }
        return ifAvailable(() -> {
            LeaseRow row = LeaseRow.findById(environment);
            return row == null ? null : new Lease(row.lease, row.info);
        });
    }

    /** @return false if {@code lease} is not the current one: nothing was written */
    synchronized boolean write(String environment, String lease, byte[] state) {
        if (current(environment).filter(one -> one.id().equals(lease)).isEmpty()) {
            return false;
        }
        StateFiles.Version latest = latest(environment).orElse(StateFiles.Version.NONE);
        StateFiles.Version next = new StateFiles.Version(latest.number() + 1, lease, sealing.seal(environment, state));
        files.write(environment, next);
        quietly("version " + next.number() + " of the state of " + environment, () -> {
            StateRow row = new StateRow();
            row.environment = environment;
            row.version = next.number();
            row.lease = lease;
            row.written = clock.instant();
            row.sealed = next.sealed();
            row.persist();
        });
        return true;
    }

    /** @return the latest state, empty if none was ever written */
    Optional<byte[]> read(String environment) {
        return latest(environment).map(version -> sealing.open(environment, version.sealed()));
    }

    /** @return how many versions the database holds */
    long versions(String environment) {
        return ifAvailable(() -> StateRow.count("environment", environment)).orElse(0L);
    }

    private Optional<StateFiles.Version> latest(String environment) {
        Optional<StateFiles.Version> beside = files.read(environment);
        Optional<StateFiles.Version> row =
                ifAvailable(() -> StateRow.<StateRow>find("environment", Sort.descending("version"), environment)
                        .firstResultOptional()
                        .map(found -> new StateFiles.Version(found.version, found.lease, found.sealed))
                        .orElse(null));
        if (beside.isEmpty() || row.isEmpty()) {
            return beside.or(() -> row);
        }
        return beside.get().number() > row.get().number() ? beside : row;
    }

    private static <T> Optional<T> ifAvailable(java.util.concurrent.Callable<@Nullable T> query) {
        try {
            return Optional.ofNullable(QuarkusTransaction.requiringNew().call(query));
        } catch (RuntimeException lost) {
            LOG.warnf("Terraform's state is read without the database: %s", lost.getMessage());
            return Optional.empty();
        }
    }

    private static void quietly(String what, Runnable change) {
        try {
            QuarkusTransaction.requiringNew().run(change);
        } catch (RuntimeException lost) {
            LOG.errorf("%s, but the database does not say so: %s", what, lost.getMessage());
        }
    }
}
