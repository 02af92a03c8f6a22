package io.headroom.crash;

import io.headroom.protection.AgentKey;
import io.headroom.protection.BurstProbe;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Relaxation;
import io.headroom.protection.Safeguards;
import io.headroom.protection.Wide;
import io.headroom.protection.WriteAhead;
import io.headroom.protection.adapter.Adapters;
import io.headroom.protection.database.JdbcRelaxationJournal;
import io.headroom.protection.database.Leases;
import io.headroom.protection.database.Leases.Lease;
import io.headroom.protection.guard.GuardProcess;
import io.headroom.protection.guard.Heartbeat;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The process that is struck: an owner that relaxes one protection and restores it, under a lease that it renews. */
final class Owner {
    static final AgentKey KEY = new AgentKey("the key of every crash, 32 bytes".getBytes());
    private static final Wide WHY = new Wide("to see it closed again", "the crash bench");

    private final OwnerSpec spec;
    private final DataSource database;
    private final Points points;
    private final Timings timings;

    private Owner(OwnerSpec spec) {
        this.spec = spec;
        this.database = CrashDatabase.at(spec.places());
        this.points = new Points(spec.point());
        this.timings = new Timings(spec.timeScale());
    }

    static void main(String[] arguments) throws Exception {
        var owner = new Owner(OwnerSpec.of(arguments));
        switch (owner.spec.role()) {
            case OWNER -> owner.own();
            case SUCCESSOR -> owner.takeOver();
        }
        System.exit(0);
    }

    private void takeOver() {
        var leases = new Leases(database, timings.lease());
        leases.seize(spec.run());
        points.reach(KillPoint.TAKEOVER);
    }

    private void own() throws Exception {
        var length = spec.isBroken(Mutant.NO_END_OF_LEASE) ? Duration.ofDays(3650) : timings.lease();
        var leases = new Leases(database, length);
        var lease = leases.take(spec.run()).orElseThrow();
        keepAlive(leases, lease);
        var driver = driver();
        var relaxation = driver.relax(request(lease));
        points.reach(KillPoint.MID_RUN);
        for (var attempt = 0; attempt < 20 && relaxation.state() != ProtectionState.DISARMED; attempt++) {
            relaxation = driver.restore(relaxation.id(), lease.epoch());
        }
        leases.release(lease);
    }

    /** It beats only while the lease is renewed. Once it is lost the protocol alone must hold: it does not stop by itself. */
    private void keepAlive(Leases leases, Lease lease) {
        var heartbeat = new Heartbeat(spec.places().journal());
        heartbeat.beat();
        Thread.ofPlatform().daemon().start(() -> {
            var owned = true;
            while (owned) {
                try {
                    TimeUnit.MILLISECONDS.sleep(timings.heartbeat().toMillis());
                    owned = leases.renew(lease);
                    if (owned) {
                        heartbeat.beat();
                    }
                } catch (InterruptedException stop) {
                    return;
                } catch (RuntimeException databaseSilent) {
                    // The next beat tries again; without one the lease runs out.
                }
            }
        });
    }

    private RelaxRequest request(Lease lease) {
        var request = new RelaxRequest(
                spec.run(),
                StandInCloud.protection(spec.places()),
                StandInCloud.target(spec.places()),
                spec.deadline(),
                KEY,
                lease.epoch());
        return switch (spec.extent()) {
            case NARROW -> request;
            case WIDE -> request.openedWide(WHY);
        };
    }

    private RelaxRestore driver() {
        var journal = new PointJournal(new JdbcRelaxationJournal(database), points, this::brokenRow);
        var copy = new FileJournal(
                spec.isBroken(Mutant.NO_COPY)
                        ? spec.places().journal().resolveSibling("nobody-looks-here")
                        : spec.places().journal());
        return new RelaxRestore(
                WriteAhead.inDatabaseAndCopy(journal, copy),
                protection -> new PointAdapter(adapter(protection), points, journal::last),
                new Safeguards(BurstProbe.standard(), guard(), relaxation -> false),
                Clock.offset(Clock.systemUTC(), Duration.ofSeconds(spec.clockOffsetSeconds())));
    }

    private ProtectionAdapter adapter(Protection protection) {
        var adapter = Adapters.of(protection);
        return spec.mutant()
                .<ProtectionAdapter>map(mutant -> new BrokenAdapter(adapter, mutant, () -> {}))
                .orElse(adapter);
    }

    private boolean brokenRow(Relaxation next) {
        if (spec.isBroken(Mutant.NO_FENCING)) {
            CrashDatabase.overwrite(database, next);
            return true;
        }
        return spec.isBroken(Mutant.NO_WRITE_AHEAD) && next.state() == ProtectionState.RELAX_INTENT;
    }

    private Guard guard() {
        return spec.guardCommand().isEmpty()
                ? relaxation -> new Guard.Armed("nobody, as the bench wants")
                : new GuardProcess(spec.places().journal(), spec.guardCommand(), Clock.systemUTC());
    }
}
