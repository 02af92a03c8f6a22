package io.headroom.crash;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Many crashes, some at a time. Those that share a file journal, and its guard, come one after the other. */
final class CrashSeries {
    private static final int TRIES_MAX = 3;
    private static final int REPORTED_EVERY = 25;

    /** Mutants have no guard and no time to lose: what the unbroken protocol does in a fraction of it. */
    private static final Duration MUTANT_EXTRA = Duration.ofSeconds(2);

    private final Laboratory laboratory;
    private final int parallel;
    private final Consumer<String> progress;

    CrashSeries(Laboratory laboratory, int parallel, Consumer<String> progress) {
        this.laboratory = laboratory;
        this.parallel = parallel;
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
                        progress.accept(done.get() + " of " + count + " crashes");
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

    /** An owner that loses its lease before it comes to its point, on a machine too busy for short leases, is tried again. */
    private Outcome inject(Crash crash, String journal, Optional<Mutant> mutant, Duration within)
            throws IOException, InterruptedException, SQLException {
        Outcome outcome;
        var attempt = 0;
        do {
            attempt++;
            var named = attempt == 1 ? crash : crash.again(attempt);
            try (var injection = new Injection(named, laboratory, laboratory.subfolder(journal), mutant)) {
                outcome = injection.run(within);
            }
        } while (!outcome.reached() && attempt < TRIES_MAX);
        if (!outcome.violations().isEmpty() && mutant.isEmpty()) {
            progress.accept(outcome.crash() + ": " + outcome.violations());
        }
        return outcome;
    }
}
