package io.headroom.crash;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Many crashes, some at a time. Those that share a file journal, and its guard, come one after the other. */
final class CrashSeries {
    private static final int ATTEMPTS_MAX = 6;
    private static final int REPORTED_EVERY = 25;

    /** Mutants have no guard and no time to lose: what the unbroken protocol does in a fraction of it. */
    private static final Duration MUTANT_EXTRA = Duration.ofSeconds(2);

    private final Laboratory laboratory;
    private final int parallel;
    private final Consumer<String> progress;
    private final Semaphore lanes;
    private int lanesOpen;
    private final Queue<Outcome> repeated = new ConcurrentLinkedQueue<>();

    CrashSeries(Laboratory laboratory, int parallel, Consumer<String> progress) {
        this.laboratory = laboratory;
        this.parallel = parallel;
        this.lanes = new Semaphore(parallel);
        this.lanesOpen = parallel;
        this.progress = progress;
    }

    List<Outcome> crashes(int count, long seed) throws InterruptedException, ExecutionException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var journals = new LinkedBlockingQueue<String>();
        for (var journal = 1; journal <= parallel; journal++) {
            journals.add("journal-" + journal);
        }
        var done = new AtomicInteger();
        var tasks = Crash.plan(count, random).stream()
                .<Callable<Outcome>>map(crash -> () -> {
                    var outcome = inAnyOf(journals, crash);
                    if (done.incrementAndGet() % REPORTED_EVERY == 0) {
                        progress.accept(done.get() + " of " + count + " crashes, " + lanesOpen() + " at a time");
                    }
                    return outcome;
                })
                .toList();
        return all(tasks);
    }

    List<Trial> mutants() throws InterruptedException, ExecutionException {
        var within = laboratory.timings().lease().multipliedBy(2).plus(MUTANT_EXTRA);
        var tasks = new ArrayList<Callable<Outcome>>();
        for (var mutant : Mutant.values()) {
            var crash = mutant.crash(9_000_000 + mutant.ordinal());
            tasks.add(() -> inject(crash, "mutant-" + mutant.text(), Optional.of(mutant), within));
            tasks.add(() -> control(crash, "control-" + mutant.text(), within));
        }
        var outcomes = all(tasks);
        var trials = new ArrayList<Trial>();
        for (var mutant : Mutant.values()) {
            trials.add(new Trial(mutant, outcomes.get(2 * mutant.ordinal()), outcomes.get(2 * mutant.ordinal() + 1)));
        }
        return trials;
    }

    private Outcome control(Crash crash, String journal, Duration within)
            throws IOException, InterruptedException, SQLException {
        try {
            return inject(crash, journal, Optional.empty(), within);
        } finally {
            laboratory.killGuardOf(laboratory.subfolder(journal));
        }
    }

    private List<Outcome> all(List<Callable<Outcome>> tasks) throws InterruptedException, ExecutionException {
        var outcomes = new ArrayList<Outcome>();
        try (var threads = Executors.newFixedThreadPool(parallel)) {
            for (var outcome : threads.invokeAll(tasks)) {
                outcomes.add(outcome.get());
            }
        }
        return outcomes;
    }

    private Outcome inAnyOf(BlockingQueue<String> journals, Crash crash)
            throws IOException, InterruptedException, SQLException {
        var journal = journals.take();
        try {
            return inject(crash, journal, Optional.empty(), laboratory.timings().restoredWithin());
        } finally {
            journals.add(journal);
        }
    }

    /**
     * A crash that is worth nothing is made again, with fewer beside it: the owner lost its lease before it came to its point, as
     * processes start too slowly for a lease so short; or what was late was late because the machine stood still.
     */
    private Outcome inject(Crash crash, String journal, Optional<Mutant> mutant, Duration within)
            throws IOException, InterruptedException, SQLException {
        var attempt = crash;
        while (true) {
            var outcome = injectOnce(attempt, journal, mutant, within);
            if (outcome.isJudged() || attempt.attempt() == ATTEMPTS_MAX) {
                return outcome;
            }
            repeated.add(outcome);
            attempt = attempt.again();
        }
    }

    private Outcome injectOnce(Crash crash, String journal, Optional<Mutant> mutant, Duration within)
            throws IOException, InterruptedException, SQLException {
        lanes.acquire();
        var judged = false;
        try (var injection = new Injection(crash, laboratory, laboratory.subfolder(journal), mutant)) {
            var outcome = injection.run(within);
            judged = outcome.isJudged();
            return outcome;
        } finally {
            leave(judged);
        }
    }

    /** One lane less where so many were too many; the last one stays. */
    private synchronized void leave(boolean judged) {
        if (judged || lanesOpen == 1) {
            lanes.release();
        } else {
            lanesOpen--;
        }
    }

    /** What was worth nothing, and was made again. */
    List<Outcome> repeated() {
        return List.copyOf(repeated);
    }

    /** How many crashes may be under way at once by now. */
    private synchronized int lanesOpen() {
        return lanesOpen;
    }
}
