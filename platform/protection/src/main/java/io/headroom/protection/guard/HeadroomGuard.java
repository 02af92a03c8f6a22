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
            Usage: headroom guard JOURNAL [--time-scale FACTOR]

            Restores relaxed protections without platform and database: at their deadline, or 30 s after the
            platform's last heartbeat. Ends 5 s after nothing is open any more. Start it by hand to put back what a
            platform that is gone for good has left open.

              JOURNAL       the folder 'relaxations' in the platform's data folder
              --time-scale  multiplies all waits, for drills; default 1
            """;

    private HeadroomGuard() {}

    static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        if (arguments.length == 1 && (arguments[0].equals("--help") || arguments[0].equals("-h"))) {
            System.out.print(HELP);
            return 0;
        }
        double scale;
        try {
            scale = scale(arguments);
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
            stand(journal, Patience.STANDARD.scaled(scale));
            return 0;
        } catch (IOException | UncheckedIOException failure) {
            System.err.println("headroom guard: " + failure.getMessage());
            return ENVIRONMENT;
        } catch (InterruptedException stop) {
            return 0;
        }
    }

    private static double scale(String[] arguments) {
        if (arguments.length == 1) {
            return 1;
        }
        if (arguments.length != 3 || !arguments[1].equals("--time-scale")) {
            throw new IllegalArgumentException("give one folder, and perhaps --time-scale FACTOR.");
        }
        var factor = Double.parseDouble(arguments[2]);
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("the factor " + factor + " must be above 0 and at most 1.");
        }
        return factor;
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
