package io.headroom.platform.lease;

import io.headroom.platform.home.Installation;
import io.headroom.platform.run.Ownership;
import io.headroom.protection.database.Leases;
import io.headroom.protection.database.Leases.Lease;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The leases that this platform holds. The database's clock alone says whether a lease is over; how long ago one was renewed is measured here, from
 * before the renewal, by a clock that nobody can set. So this platform never believes in a lease for longer than the database does.
 *
 * <p>Invariant: a run is in {@link #held} from when its lease was taken until it was given back or found to be another's.
 */
@ApplicationScoped
public class RunLeases implements Ownership {

    private static final Logger LOG = Logger.getLogger(RunLeases.class);

    private final Leases leases;
    private final boolean isAlone;
    private final Duration loadEnd;
    private final Duration renewal;
    private final LongSupplier nanoTime;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    @Inject
    RunLeases(DataSource database, LeaseSettings settings, Installation installation) {
        this(
                new Leases(database, settings.length()),
                settings,
                installation.sharesDatabase() ? Neighbours.PERHAPS : Neighbours.NONE,
                System::nanoTime);
    }

    RunLeases(Leases leases, LeaseSettings settings, Neighbours neighbours, LongSupplier nanoTime) {
        this.leases = leases;
        this.isAlone = neighbours == Neighbours.NONE;
        this.loadEnd = settings.loadEnd();
        this.renewal = settings.renewal();
        this.nanoTime = nanoTime;
    }

    /** Whether other platforms use the database. Where none does, the data folder's lock says that any former owner is dead. */
    enum Neighbours {
        NONE,
        PERHAPS
    }

    private record Held(Lease lease, long renewedNanos) {}

    @Override
    public boolean take(String run) {
        return epoch(run).isPresent();
    }

    /** @return the fencing number for whatever is done in the run's name; empty if another platform owns it */
    public synchronized OptionalLong epoch(String run) {
        if (!held.containsKey(run)) {
            long beforeNanos = nanoTime.getAsLong();
            if (isAlone) {
                held.put(run, new Held(leases.seize(run), beforeNanos));
            } else {
                leases.take(run).ifPresent(lease -> held.put(run, new Held(lease, beforeNanos)));
            }
        }
        Held mine = held.get(run);
        return mine == null
                ? OptionalLong.empty()
                : OptionalLong.of(mine.lease().epoch());
    }

    @Override
    public Standing standing(String run) {
        Held mine = held.get(run);
        if (mine == null) {
            return Standing.LOST;
        }
        return age(mine).compareTo(loadEnd) < 0 ? Standing.OURS : Standing.SILENT;
    }

    /** Takes the leases whose owners have fallen silent. */
    public synchronized List<String> takeExpired() {
        long beforeNanos = nanoTime.getAsLong();
        List<Lease> taken = leases.takeExpired();
        taken.forEach(lease -> held.put(lease.run(), new Held(lease, beforeNanos)));
        return taken.stream().map(Lease::run).toList();
    }

    public Set<String> held() {
        return Set.copyOf(held.keySet());
    }

    /** Gives a run's lease back, once nothing is left to do in its name. */
    public synchronized void release(String run) {
        Held mine = held.remove(run);
        if (mine != null) {
            leases.release(mine.lease());
        }
    }

    /** Whether no renewal is overdue: whoever restores when we fall silent may be told that we live. */
    public boolean isCurrent() {
        return held.values().stream().allMatch(one -> age(one).compareTo(renewal.multipliedBy(2)) <= 0);
    }

    @Scheduled(every = "{headroom.lease.renewal}", concurrentExecution = ConcurrentExecution.SKIP)
    void renew() {
        for (Held one : held.values()) {
            try {
                renew(one);
            } catch (RuntimeException silent) {
                LOG.warnf("the lease of run %s is not renewed: %s", one.lease().run(), silent.getMessage());
            }
        }
    }

    private void renew(Held one) {
        String run = one.lease().run();
        long beforeNanos = nanoTime.getAsLong();
        if (leases.renew(one.lease())) {
            held.replace(run, one, new Held(one.lease(), beforeNanos));
        } else if (held.remove(run, one)) {
            LOG.warnf("run %s is not this platform's any more: its lease was not renewed in time", run);
        }
    }

    private Duration age(Held one) {
        return Duration.ofNanos(nanoTime.getAsLong() - one.renewedNanos());
    }
}
