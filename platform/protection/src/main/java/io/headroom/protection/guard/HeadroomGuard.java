package io.headroom.protection.guard;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.headroom.protection.BurstProbe;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Safeguards;
import io.headroom.protection.WriteAhead;
import io.headroom.protection.adapter.Adapters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * {@code headroom guard JOURNAL}: restores what the file journal holds open, when its owner falls silent or the
 * deadline comes. Exit codes: 0 nothing is open any more, or another guard is there; 4 wrong usage; 5 the folder cannot
 * be used.
 */
public final class HeadroomGuard {
    private static final int USAGE = 4;
    private static final int ENVIRONMENT = 5;
    private static final String HELP = """
            Usage: headroom guard JOURNAL [--time-scale FACTOR] [--stay SECONDS]

            Restores relaxed protections without platform and database: at their deadline, or 30 s after the
            platform's last heartbeat. Ends 5 s after nothing is open any more. The platform starts it by itself;
            start it by hand to put back what a platform that is gone for good has left open.

              JOURNAL       the folder 'relaxations' in the platform's data folder
              --time-scale  multiplies all waits, for drills; default 1
              --stay        how long it stays with nothing to guard; default 5
            """;

    private HeadroomGuard() {}

    static void main(String[] arguments) {
        // Amazon's SDK logs through SLF4J, for which a guard has no backend: it need not say so.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        if (arguments.length == 1 && (arguments[0].equals("--help") || arguments[0].equals("-h"))) {
            System.out.print(HELP);
            return 0;
        }
        Patience patience;
        try {
            patience = patience(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println("headroom guard: " + wrong.getMessage());
            System.err.print(HELP);
            return USAGE;
        }
        var journal = Path.of(arguments[0]);
        if (!Files.isDirectory(journal)) {
            System.err.println("headroom guard: there is no folder " + journal
                    + ". Give the folder 'relaxations' in the platform's data folder.");
            return USAGE;
        }
        try {
            stand(journal, patience);
            return 0;
        } catch (IOException | UncheckedIOException failure) {
            System.err.println("headroom guard: " + failure.getMessage());
            return ENVIRONMENT;
        } catch (InterruptedException stop) {
            return 0;
        }
    }

    private static Patience patience(String[] arguments) {
        var patience = Patience.STANDARD;
        if (arguments.length % 2 == 0) {
            throw new IllegalArgumentException("give one folder, and options with a value each.");
        }
        for (var at = 1; at < arguments.length; at += 2) {
            patience = patience(patience, arguments[at], Double.parseDouble(arguments[at + 1]));
        }
        return patience;
    }

    private static Patience patience(Patience before, String option, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(option + " is " + value + ", and must be above 0.");
        }
        return switch (option) {
            case "--time-scale" -> before.scaled(Math.min(value, 1));
            case "--stay" -> before.staying(Duration.ofMillis((long) (value * 1000)));
            default -> throw new IllegalArgumentException("there is no option '" + option + "'.");
        };
    }

    private static void stand(Path journal, Patience patience) throws IOException, InterruptedException {
        var folder = GuardFolder.in(journal);
        try (var channel = FileChannel.open(folder.lock(), CREATE, WRITE)) {
            if (channel.tryLock() == null) {
                log("Another guard stands over " + journal + ".");
                return;
            }
            var files = new FileJournal(journal);
            // Nobody can tell it that an environment is gone, so it goes on trying.
            var safeguards = new Safeguards(BurstProbe.standard(), Guard.expiryInTheRule(), relaxation -> false);
            var protocol = new RelaxRestore(WriteAhead.inCopyOnly(files), Adapters::of, safeguards, Clock.systemUTC());
            var world = new GuardDuty.World(Clock.systemUTC(), System::nanoTime, HeadroomGuard::log);
            var duty = new GuardDuty(files, folder, protocol, patience, world);
            log("Guarding " + journal + " as process " + ProcessHandle.current().pid()
                    + ": restoring at the deadline, or " + patience.silenceMax().toMillis()
                    + " ms after the last heartbeat.");
            while (duty.look()) {
                TimeUnit.NANOSECONDS.sleep(patience.look().toNanos());
            }
            folder.withdrawReport();
            log("Nothing is open any more.");
        }
    }

    private static void log(String sentence) {
        System.out.println(Instant.now() + " " + sentence);
    }
}
