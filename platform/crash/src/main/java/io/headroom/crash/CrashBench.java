package io.headroom.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headroom bench crash}. Exit codes: 0 all invariants held and every mutant was caught; 2 not; 3 too little was injected; 4 usage; 5 environment. */
@Command(
        name = "headroom bench crash",
        mixinStandardHelpOptions = true,
        description = "Kills owners of relaxed protections at every point of the protocol, and counts what stays open.")
public final class CrashBench implements Callable<Integer> {
    private static final int FAILED = 2;
    private static final int INVALID = 3;
    private static final int USAGE = 4;
    private static final int ENVIRONMENT = 5;

    @Option(
            names = "--count",
            defaultValue = "256",
            description = "Crashes to inject; 256 is the whole matrix once (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the order, extents and successors (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--time-scale",
            defaultValue = "0.05",
            description = "Multiplies lease, heartbeat and sweep; 1 is production (default: ${DEFAULT-VALUE}).")
    private double timeScale;

    @Option(
            names = "--parallel",
            defaultValue = "8",
            description = "Crashes under way at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(names = "--no-mutants", description = "Leave out the mutants, which wait for what never comes.")
    private boolean noMutants;

    static void main(String[] arguments) {
        System.exit(new CommandLine(new CrashBench())
                .setExitCodeExceptionMapper(failure -> ENVIRONMENT)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (count < 1 || parallel < 1 || parallel > 64 || !(timeScale > 0 && timeScale <= 1)) {
            System.err.println("headroom bench crash: give a --count of at least 1, a --time-scale above 0 and at most"
                    + " 1, and a --parallel from 1 to 64.");
            return USAGE;
        }
        var folder = Files.createTempDirectory("headroom-crash-");
        var timings = new Timings(timeScale);
        System.out.printf(
                "%d crashes, seed %d, time scale %s: lease %d ms, heartbeat %d ms, sweep %d ms%n",
                count,
                seed,
                timeScale,
                timings.lease().toMillis(),
                timings.heartbeat().toMillis(),
                timings.sweep().toMillis());
        int exitCode;
        try (var laboratory = new Laboratory(folder, timings)) {
            var series = new CrashSeries(laboratory, parallel, CrashBench::progress);
            var crashes = series.crashes(count, seed);
            var trials = noMutants ? List.<Trial>of() : series.mutants();
            var report = new CrashReport(crashes, series.repeated(), trials, timings, seed);
            report.print(System.out);
            if (!report.holds()) {
                System.out.println("logs and journals: " + folder);
                return FAILED;
            }
            exitCode = report.injectedEnough() ? 0 : INVALID;
        }
        delete(folder);
        return exitCode;
    }

    private static void progress(String sentence) {
        System.err.println(sentence);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(CrashBench::deleteOne);
        } catch (IOException | UncheckedIOException left) {
            System.err.println("left behind: " + folder);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            // A guard that is about to end may still write its log.
        }
    }
}
