package io.headroom.crash;

import io.headroom.protection.BurstProbe;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Relaxation;
import io.headroom.protection.Safeguards;
import io.headroom.protection.StaleRelaxationException;
import io.headroom.protection.WriteAhead;
import io.headroom.protection.adapter.Adapters;
import io.headroom.protection.database.JdbcRelaxationJournal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The successor: restores whatever a run has left open, from database and copy, with its own epoch. */
final class Restorer {
    private final OwnerSpec.Places places;
    private final Optional<Mutant> mutant;
    private final RelaxRestore protocol;

    /** @param putBack what a mutant does to the rule that it should leave alone */
    Restorer(OwnerSpec.Places places, Optional<Mutant> mutant, Runnable putBack) {
        this.places = places;
        this.mutant = mutant;
        this.protocol = new RelaxRestore(
                WriteAhead.inDatabaseAndCopy(
                        new JdbcRelaxationJournal(CrashDatabase.at(places)), new FileJournal(places.journal())),
                protection -> adapter(protection, putBack),
                new Safeguards(BurstProbe.standard(), Guard.expiryInTheRule(), relaxation -> false),
                Clock.systemUTC());
    }

    private ProtectionAdapter adapter(Protection protection, Runnable putBack) {
        var adapter = Adapters.of(protection);
        return mutant.<ProtectionAdapter>map(way -> new BrokenAdapter(adapter, way, putBack))
                .orElse(adapter);
    }

    /** @return whether nothing of the run is open any more; if so, or once its lease is lost, there is nothing more to do for it */
    boolean restore(String run, Tenure tenure, Duration patience, double timeScale) throws InterruptedException {
        var begin = System.nanoTime();
        while (tenure.isHeld() && System.nanoTime() - begin < patience.toNanos()) {
            var open = open(run);
            if (open.isEmpty()) {
                return true;
            }
            var wait = Duration.ofMillis(5);
            for (var relaxation : open) {
                wait = attempt(relaxation, tenure.epoch());
            }
            if (mutant.filter(Mutant.GIVES_UP::equals).isPresent()) {
                return true;
            }
            TimeUnit.NANOSECONDS.sleep((long) (wait.toNanos() * timeScale));
        }
        return open(run).isEmpty();
    }

    private Duration attempt(Relaxation relaxation, long epoch) throws InterruptedException {
        try {
            return protocol.restore(relaxation.id(), epoch).retryAfter();
        } catch (StaleRelaxationException guardWasFaster) {
            return Duration.ofSeconds(1);
        } catch (RuntimeException databaseSilent) {
            return Duration.ofSeconds(1);
        }
    }

    List<Relaxation> open(String run) {
        return protocol.open().stream()
                .filter(relaxation -> relaxation.run().equals(run))
                .toList();
    }

    /** What the copy outside the database holds open. */
    List<Relaxation> openInCopy(String run) {
        return new FileJournal(places.journal())
                .open().stream()
                        .filter(relaxation -> relaxation.run().equals(run))
                        .toList();
    }
}
