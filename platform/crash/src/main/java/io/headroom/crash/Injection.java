package io.headroom.crash;

import io.headroom.crash.Crash.Successor;
import io.headroom.crash.Outcome.Times;
import io.headroom.crash.Outcome.Verdict;
import io.headroom.crash.Outcome.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Brings one crash about and lets whoever is left restore. */
final class Injection implements AutoCloseable {
    static final String FOREIGN = "as somebody else wants it now";

    private static final Duration SILENCE = Duration.ofMillis(800);
    private static final Duration LAST_ACTS = Duration.ofSeconds(3);

    /** Enough for an owner to come to its point; if not, the next attempt has more. */
    private static final Duration SHORT_LIFE = Duration.ofSeconds(5);

    /** Of the time within which it must be closed: a machine that stood still for more of it was not tried, but stuck. */
    private static final int STALLED_SHARE = 4;

    private static final Duration LONG_LIFE = Duration.ofHours(1);
    private static final long CLOCK_WRONG_SECONDS = 300;

    private final Crash crash;
    private final Laboratory laboratory;
    private final Path journal;
    private final Optional<Mutant> mutant;
    private final String run;
    private final Tap tap;
    private final GuardedRule rule;
    private final OwnerSpec spec;
    private final Restorer restorer;

    /** @param journal folder of the file journal, and of its guard */
    Injection(Crash crash, Laboratory laboratory, Path journal, Optional<Mutant> mutant) throws IOException {
        this.crash = crash;
        this.laboratory = laboratory;
        this.journal = journal;
        this.mutant = mutant;
        this.run = crash.run() + mutant.map(way -> "-" + way.text()).orElse("");
        this.tap = laboratory.tap();
        this.rule = laboratory.cloud().rule(run);
        var places = laboratory.places(run, tap, journal);
        this.spec = spec(places);
        this.restorer = new Restorer(places, mutant, () -> rule.edit(GuardedRule.ORIGINAL));
    }

    private OwnerSpec spec(OwnerSpec.Places places) {
        var point = crash.point() == KillPoint.TAKEOVER ? KillPoint.MID_RUN : crash.point();
        var life = crash.fault().leavesNobody() ? SHORT_LIFE.multipliedBy(crash.attempt()) : LONG_LIFE;
        var clockWrong = crash.fault() == Fault.CLOCK_WRONG
                ? (crash.number() % 2 == 0 ? CLOCK_WRONG_SECONDS : -CLOCK_WRONG_SECONDS)
                : 0;
        // A mutant's protocol must hold, or not, without a guard that makes up for it.
        var guard = mutant.isPresent() ? List.<String>of() : laboratory.guardCommand(journal);
        return new OwnerSpec(
                OwnerSpec.Role.OWNER,
                run,
                point,
                crash.extent(),
                Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS),
                places,
                laboratory.timings().scale(),
                clockWrong,
                mutant,
                guard);
    }

    /** @param within how soon it must be closed */
    Outcome run(Duration within) throws IOException, InterruptedException, SQLException {
        var log = laboratory.subfolder("logs").resolve(run + ".log");
        var startedNanos = System.nanoTime();
        try (var owner = OwnerProcess.start(laboratory.java(), spec, log)) {
            if (!owner.reachesItsPoint()) {
                return Outcome.notReached(crash);
            }
            var struckNanos = System.nanoTime();
            var stalledBefore = laboratory.stalled();
            strike(owner);
            recover(owner, within);
            var times = new Times(
                    Duration.ofNanos(struckNanos - startedNanos),
                    Duration.ofNanos(Math.max(0, rule.closedAtNanos() - struckNanos)),
                    within,
                    Duration.ofNanos(System.nanoTime() - struckNanos),
                    laboratory.stalled().minus(stalledBefore));
            var violations = new Invariants(crash, rule, laboratory.database(), restorer, run).broken(times);
            return new Outcome(crash, verdict(times, violations), times, violations);
        }
    }

    /** Lateness is the protocol's only on a machine that ran; anything else is, however slow the machine. */
    private Verdict verdict(Times times, List<Violation> violations) {
        var stuck = times.stalled().multipliedBy(STALLED_SHARE).compareTo(times.within()) > 0;
        return stuck && !violations.isEmpty() && violations.stream().allMatch(Violation::isOfTime)
                ? Verdict.STALLED
                : Verdict.JUDGED;
    }

    private void strike(OwnerProcess owner) throws IOException, InterruptedException {
        switch (crash.fault()) {
            case SIGKILL, CLOCK_WRONG -> owner.kill();
            case SIGTERM -> owner.terminate();
            case HALT -> {
                owner.say("halt");
                owner.endsWithin(LAST_ACTS);
            }
            case SIGSTOP -> owner.freeze();
            case DATABASE_STOPPED -> {
                tap.shut(true);
                owner.say(Points.GO);
                owner.endsWithin(SILENCE);
                owner.kill();
                tap.shut(false);
            }
            case DATABASE_GONE -> {
                tap.shut(true);
                owner.kill();
            }
            case TARGET_BLACK_HOLED -> {
                rule.silence(true);
                owner.say(Points.GO);
                owner.endsWithin(SILENCE.dividedBy(2));
                owner.kill();
                Thread.ofVirtual().start(this::endSilence);
            }
            case ANSWER_LOST -> {
                rule.loseNextAnswer();
                owner.say(Points.GO);
                for (var look = 0;
                        look < 100 && !rule.lostAnAnswer() && !owner.endsWithin(SILENCE.dividedBy(40));
                        look++) {
                    // It goes on until the answer is lost, or to its end.
                }
                owner.kill();
            }
            case FOREIGN_EDIT -> {
                rule.edit(FOREIGN);
                owner.kill();
            }
            case EVERYTHING_DEAD -> {
                owner.kill();
                laboratory.killGuardOf(journal);
            }
        }
    }

    private void endSilence() {
        try {
            TimeUnit.NANOSECONDS.sleep(SILENCE.toNanos());
        } catch (InterruptedException hurried) {
            // Then it ends now.
        }
        rule.silence(false);
    }

    private void recover(OwnerProcess owner, Duration within) throws IOException, InterruptedException {
        if (crash.fault().leavesNobody()) {
            var left = Duration.between(Instant.now(), spec.deadline());
            TimeUnit.MILLISECONDS.sleep(Math.max(0, left.toMillis()) + 10);
        } else if (crash.fault() == Fault.DATABASE_GONE) {
            if (crash.point().isGuarded()) {
                awaitGuard(within);
            }
        } else if (mutant.filter(Mutant.NO_SWEEP::equals).isPresent()) {
            TimeUnit.NANOSECONDS.sleep(laboratory.timings().lease().toNanos());
        } else {
            if (crash.point() == KillPoint.TAKEOVER) {
                killFirstSuccessor();
            }
            succeed(within);
        }
        if (crash.fault() == Fault.SIGSTOP) {
            owner.thaw();
            owner.say(Points.GO);
            owner.endsWithin(LAST_ACTS);
            owner.kill();
        }
    }

    private void awaitGuard(Duration within) throws InterruptedException {
        var begin = System.nanoTime();
        while (!restorer.openInCopy(run).isEmpty() && System.nanoTime() - begin < within.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void killFirstSuccessor() throws IOException, InterruptedException {
        var successor = new OwnerSpec(
                OwnerSpec.Role.SUCCESSOR,
                run,
                KillPoint.TAKEOVER,
                spec.extent(),
                spec.deadline(),
                spec.places(),
                spec.timeScale(),
                0,
                mutant,
                List.of());
        var log = laboratory.subfolder("logs").resolve(run + "-successor.log");
        try (var process = OwnerProcess.start(laboratory.java(), successor, log)) {
            process.reachesItsPoint();
            process.kill();
        }
    }

    /** Whoever becomes the owner restores for as long as it is; if it loses its lease, the next one goes on. */
    private void succeed(Duration within) throws InterruptedException {
        var begin = System.nanoTime();
        var restarts = crash.successor() == Successor.RESTART && crash.fault() != Fault.SIGSTOP;
        var tenure = restarts ? Optional.of(laboratory.seize(run)) : laboratory.takeExpired(run, within);
        while (tenure.isPresent()) {
            try (var held = tenure.get()) {
                var left = within.minusNanos(System.nanoTime() - begin);
                if (restorer.restore(run, held, left, laboratory.timings().scale()) || held.isHeld()) {
                    return;
                }
            }
            tenure = laboratory.takeExpired(run, within.minusNanos(System.nanoTime() - begin));
        }
    }

    @Override
    public void close() throws IOException {
        laboratory.forget(run);
        tap.close();
    }
}
