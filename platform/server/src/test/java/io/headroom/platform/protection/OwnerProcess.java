package io.headroom.platform.protection;

import io.headroom.protection.AgentKey;
import io.headroom.protection.BurstProbe;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationJson;
import io.headroom.protection.Safeguards;
import io.headroom.protection.StaleRelaxationException;
import io.headroom.protection.WriteAhead;
import io.headroom.protection.adapter.Adapters;
import io.headroom.protection.database.JdbcRelaxationJournal;
import io.headroom.protection.database.Leases;
import io.headroom.protection.database.Leases.Lease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Another platform on the same database, as a process that can be killed and frozen: it relaxes what it is told to under a lease that it renews. With
 * each line on its standard input it relaxes the next thing.
 *
 * <p>Arguments: JDBC address, user, password, lease in milliseconds, its file journal, and a planned relaxation for each thing.
 */
final class OwnerProcess {
    static final AgentKey KEY = new AgentKey("0123456789abcdef0123456789abcdef".getBytes());
    private static final int FIRST_PLAN = 5;
    private static final int RENEWAL_MILLIS = 200;

    private OwnerProcess() {}

    static void main(String[] arguments) throws Exception {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser(arguments[1]);
        database.setPassword(arguments[2]);
        var leases = new Leases(database, Duration.ofMillis(Long.parseLong(arguments[3])));
        var driver = new RelaxRestore(
                WriteAhead.inDatabaseAndCopy(
                        new JdbcRelaxationJournal(database), new FileJournal(Path.of(arguments[4]))),
                Adapters::of,
                new Safeguards(BurstProbe.standard(), Guard.expiryInTheRule(), relaxation -> false),
                Clock.systemUTC());
        var lease = leases.take(plan(arguments, FIRST_PLAN).run()).orElseThrow();
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            timer.scheduleAtFixedRate(() -> leases.renew(lease), RENEWAL_MILLIS, RENEWAL_MILLIS, TimeUnit.MILLISECONDS);
            for (var at = FIRST_PLAN; at < arguments.length; at++) {
                System.out.println(relax(driver, plan(arguments, at), lease));
                System.in.read();
            }
        }
    }

    private static Relaxation plan(String[] arguments, int at) throws Exception {
        return RelaxationJson.read(Files.readString(Path.of(arguments[at])));
    }

    private static String relax(RelaxRestore driver, Relaxation planned, Lease lease) throws Exception {
        var request = new RelaxRequest(
                planned.run(), planned.protection(), planned.target(), planned.deadline(), KEY, lease.epoch());
        try {
            return driver.relax(request).state().name();
        } catch (StaleRelaxationException refused) {
            return "refused";
        }
    }
}
