package io.headroom.platform.protection;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.platform.environment.Environment;
import io.headroom.platform.environment.EnvironmentOutputs;
import io.headroom.platform.environment.EnvironmentOutputs.BlockedRequest;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.home.Installation;
import io.headroom.platform.lease.RunLeases;
import io.headroom.protection.AgentKey;
import io.headroom.protection.BurstProbe;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationRefusedException;
import io.headroom.protection.Safeguards;
import io.headroom.protection.StaleRelaxationException;
import io.headroom.protection.Sweep;
import io.headroom.protection.Target;
import io.headroom.protection.WriteAhead;
import io.headroom.protection.adapter.Adapters;
import io.headroom.protection.database.JdbcRelaxationJournal;
import io.headroom.protection.guard.GuardProcess;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * The door to what guards a target: relaxed for the run's agents alone, under the protocol of {@code platform/protection}, and restored
 * always. Whatever is done for a run is done under this platform's lease on it.
 */
@ApplicationScoped
public class Protections {

    private final Environments environments;
    private final JdbcRelaxationJournal rows;
    private final RunLeases leases;
    private final AgentSecret secret;
    private final AuditStore audit;
    private final RelaxRestore protocol;

    Protections(
            Environments environments,
            DataSource database,
            RunLeases leases,
            AgentSecret secret,
            AuditStore audit,
            Installation installation,
            Clock clock) {
        this.environments = environments;
        this.rows = new JdbcRelaxationJournal(database);
        this.leases = leases;
        this.secret = secret;
        this.audit = audit;
        FileJournal copy = new FileJournal(journal(installation));
        this.protocol = new RelaxRestore(
                WriteAhead.inDatabaseAndCopy(rows, copy),
                Adapters::of,
                new Safeguards(
                        BurstProbe.standard(), guard(installation, clock), relaxation -> isGone(relaxation.run())),
                clock);
    }

    /** The folder of the copy outside the database, which the guard reads too. */
    static Path journal(Installation installation) {
        return installation.data().resolve("relaxations");
    }

    /** A process of its own that outlives this one; it takes some 40 MB and ends by itself. */
    private static Guard guard(Installation installation, Clock clock) {
        Path program = installation.root().resolve("platform/protection/target/guard.jar");
        List<String> command = List.of(
                installation.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-jar",
                program.toString(),
                journal(installation).toString());
        return new GuardProcess(journal(installation), command, clock);
    }

    /**
     * Relaxes one protection for one run, and proves it.
     *
     * @throws Refused if it is not relaxed; it must be restored all the same
     */
    public Relaxation relax(String run, EnvironmentOutputs outputs, EnvironmentOutputs.Guard guard, Instant deadline)
            throws Refused, InterruptedException {
        long epoch = leases.epoch(run).orElseThrow(() -> new Refused(drivenElsewhere(run)));
        Target target = target(outputs);
        RelaxRequest request = new RelaxRequest(run, protection(guard), target, deadline, key(run), epoch);
        try {
            return protocol.relax(request);
        } catch (RelaxationRefusedException refused) {
            throw new Refused(String.valueOf(refused.getMessage()));
        } catch (StaleRelaxationException moved) {
            throw new Refused(String.valueOf(moved.getMessage()));
        }
    }

    private static String drivenElsewhere(String run) {
        return "another platform drives the run " + run + " and restores what it relaxed";
    }

    /** The headers by which the relaxed protections recognise the run's agents; none if none is relaxed. */
    public Map<String, String> headers(String run) {
        return protocol.passes(run);
    }

    /**
     * Restores everything that is relaxed for one run, trying for as long as {@code patience} lets it. What is not proven closed by then stays
     * on record, and the sweep goes on.
     *
     * @param trouble called with each attempt that did not succeed, in a sentence
     * @return what is still open, empty when all is well
     */
    public List<Relaxation> restore(String run, Duration patience, Consumer<String> trouble)
            throws InterruptedException {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        List<Relaxation> open = open(run);
        while (!open.isEmpty()) {
            List<Relaxation> left = new ArrayList<>();
            for (Relaxation relaxation : open) {
                restoreOnce(relaxation, trouble).ifPresent(left::add);
            }
            open = left;
            Duration pause = open.stream()
                    .map(Relaxation::retryAfter)
                    .min(Duration::compareTo)
                    .orElse(Duration.ZERO);
            if (open.isEmpty() || System.nanoTime() + pause.toNanos() > deadlineNanos) {
                return open;
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        }
        return open;
    }

    /** Makes one attempt at everything that is open, whose run does not live, and which no other platform restores. */
    public void sweep(Predicate<String> runLives, Consumer<String> trouble) throws InterruptedException {
        for (Relaxation relaxation : protocol.open()) {
            if (!runLives.test(relaxation.run()) && leases.take(relaxation.run())) {
                restoreOnce(relaxation, trouble);
            }
        }
    }

    /**
     * Takes away what stands in Headroom's name at the protections of environments that stand, and is no living run's: record or no record.
     *
     * @param trouble called with each thing that was found, or could not be looked at
     */
    public void sweepTargets(Predicate<String> runLives, Consumer<String> trouble) throws InterruptedException {
        for (Environment environment : environments.newest()) {
            if (environment.state() != Environment.State.READY) {
                continue;
            }
            for (EnvironmentOutputs.Guard guard :
                    environment.outputs().map(EnvironmentOutputs::protections).orElse(List.of())) {
                Sweep sweep = protocol.sweep(protection(guard), runLives);
                sweep.removed()
                        .forEach(artefact -> trouble.accept(artefact + " stood open at " + guard.name() + " of "
                                + environment.name() + " and belonged to no living run; it is removed"));
                sweep.problems().forEach(trouble);
            }
        }
    }

    /** Everything that was ever relaxed for one run, as far as it has come. */
    public List<Relaxation> ofRun(String run) {
        Map<String, Relaxation> found = new LinkedHashMap<>();
        try {
            rows.ofRun(run).forEach(relaxation -> found.put(relaxation.id(), relaxation));
        } catch (RuntimeException databaseLost) {
            open(run).forEach(relaxation -> found.put(relaxation.id(), relaxation));
        }
        return List.copyOf(found.values());
    }

    /** What a person should look at, or has looked at and is not over. */
    List<Relaxation> alarms() {
        return protocol.open().stream().filter(Protections::isAlarm).toList();
    }

    private static boolean isAlarm(Relaxation relaxation) {
        return relaxation.state() == ProtectionState.CONFLICT || relaxation.state() == ProtectionState.RESTORE_FAILED;
    }

    /**
     * Takes down who has looked at an alarm, in its record and in the audit.
     *
     * @throws NoSuchAlarm if there is none by that id that waits for somebody
     * @throws Refused if it is being restored at this moment, here or by another platform
     */
    Relaxation acknowledge(String id, String who, String why) throws Refused {
        Relaxation alarm = alarms().stream()
                .filter(relaxation -> relaxation.id().equals(id) && relaxation.alarms())
                .findFirst()
                .orElseThrow(() -> new NoSuchAlarm(id));
        long epoch = leases.epoch(alarm.run()).orElseThrow(() -> new Refused(drivenElsewhere(alarm.run())));
        try {
            Relaxation acknowledged = protocol.acknowledge(id, who, epoch);
            audit.add(who, "alarm acknowledged", id, why);
            return acknowledged;
        } catch (StaleRelaxationException moved) {
            throw new Refused(String.valueOf(moved.getMessage()));
        }
    }

    private Optional<Relaxation> restoreOnce(Relaxation relaxation, Consumer<String> trouble)
            throws InterruptedException {
        OptionalLong epoch = leases.epoch(relaxation.run());
        if (epoch.isEmpty()) {
            trouble.accept(drivenElsewhere(relaxation.run()));
            return Optional.of(relaxation);
        }
        try {
            Relaxation after = protocol.restore(relaxation.id(), epoch.getAsLong());
            if (after.state() == ProtectionState.DISARMED) {
                return Optional.empty();
            }
            trouble.accept(relaxation.protection().name() + " is " + after.state() + ": " + after.message());
            return Optional.of(after);
        } catch (StaleRelaxationException moved) {
            trouble.accept(String.valueOf(moved.getMessage()));
            return Optional.of(relaxation);
        }
    }

    /** What of one run is not proven closed yet. */
    public List<Relaxation> open(String run) {
        return protocol.open().stream()
                .filter(relaxation -> relaxation.run().equals(run))
                .toList();
    }

    private boolean isGone(String run) {
        return environments
                .ofRun(run)
                .map(environment -> environment.state() == Environment.State.DESTROYED)
                .orElse(false);
    }

    private AgentKey key(String run) {
        return AgentKey.derive(secret.read(), run);
    }

    private static Target target(EnvironmentOutputs outputs) {
        Target usual = Target.of(
                URI.create(outputs.targetUrl()), outputs.verification().healthPath());
        BlockedRequest blocked = outputs.verification().blockedRequest();
        return blocked == null ? usual : usual.withBlockedRequest(blocked.method(), blocked.path(), blocked.status());
    }

    private static Protection protection(EnvironmentOutputs.Guard guard) {
        Map<String, String> coordinates = new LinkedHashMap<>();
        guard.coordinates().forEach((name, value) -> coordinates.put(name, text(value)));
        return new Protection(guard.name(), guard.adapter(), coordinates);
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /** Nothing alarms by that id, or somebody has acknowledged it already. */
    static final class NoSuchAlarm extends RuntimeException {
        NoSuchAlarm(String id) {
            super("no alarm '" + id + "' waits for anybody: see which do at /api/alarms");
        }
    }

    /** A protection that was not relaxed, or not proven to be; one sentence that says why and what to do. */
    public static final class Refused extends Exception {
        Refused(String sentence) {
            super(sentence);
        }

        public String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
