package io.headroom.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Starts one generator after the other, pinned, and watches each until it ends. */
public final class Watch {

    private static final long EVERY_MILLIS = 50;
    private static final long QUIET_LOOK_MILLIS = 500;
    private static final int OUTPUT_LINES = 12;

    private final Cores cores;
    private final CountingServer server;
    private final Path folder;
    private final Duration patience;

    /** A server that knows how many requests it has served. */
    public interface CountingServer {

        /** Requests served since it was started, without those that asked this. */
        long requests() throws IOException;

        long pid();
    }

    /**
     * What to start.
     *
     * @param environment variables added to this process's own
     * @param exitCodes with which it ends well
     * @param durationMax after which it has hung
     */
    public record Program(
            List<String> command, Map<String, String> environment, Set<Integer> exitCodes, Duration durationMax) {}

    /** Looks on while a generator runs. */
    @FunctionalInterface
    public interface Observer {

        /** Sees nothing. */
        Observer NONE = (pid, nanos, requests) -> {};

        /**
         * Called some 20 times a second.
         *
         * @param pid of the generator
         * @param nanos now, on the monotonic clock
         * @param requests that the server has counted by now
         */
        void seen(long pid, long nanos, long requests) throws IOException;
    }

    /**
     * @param folder for what generators write
     * @param patience how long it waits for the machine's other work to end before a run
     */
    public Watch(Cores cores, CountingServer server, Path folder, Duration patience) {
        this.cores = cores;
        this.server = server;
        this.folder = folder;
        this.patience = patience;
    }

    /**
     * Runs it to its end.
     *
     * @throws BenchFailure if it cannot be started, fails or hangs
     */
    public Recording run(String name, Program program, Observer observer) throws IOException, InterruptedException {
        awaitQuiet();
        long childrenBefore = KernelBooks.ticksOfEndedChildren();
        Path log = folder.resolve("output.txt");
        var builder = new ProcessBuilder(Cores.pinned(cores.generator(), program.command()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(program.environment());
        Process process = Children.start(builder);
        try {
            List<Sample> samples = new ArrayList<>();
            long residentKibMax = follow(process, name, program.durationMax(), sample -> {
                samples.add(sample);
                observer.seen(process.pid(), sample.nanos(), sample.requests());
            });
            String output = Files.readString(log, StandardCharsets.UTF_8);
            if (!program.exitCodes().contains(process.exitValue())) {
                throw BenchFailure.environment(
                        "%s ended with %d; it last wrote:\n%s".formatted(name, process.exitValue(), lastLines(output)));
            }
            double cpuSeconds = (KernelBooks.ticksOfEndedChildren() - childrenBefore) / KernelBooks.TICKS_PER_SECOND;
            return new Recording(List.copyOf(samples), residentKibMax, cpuSeconds, output);
        } finally {
            Children.end(process);
        }
    }

    private interface Sampling {
        void add(Sample sample) throws IOException;
    }

    /** Returns the most memory that was seen resident. */
    private long follow(Process process, String name, Duration durationMax, Sampling sampling)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + durationMax.toNanos();
        long residentKibMax = 0;
        while (!process.waitFor(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() > end) {
                throw BenchFailure.environment(
                        "%s has not ended within %d s; it was ended.".formatted(name, durationMax.toSeconds()));
            }
            try {
                sampling.add(sample(process.pid()));
                residentKibMax = Math.max(residentKibMax, KernelBooks.residentKibMax(process.pid()));
            } catch (IOException e) {
                if (process.isAlive()) {
                    throw e;
                }
            }
        }
        return residentKibMax;
    }

    private void awaitQuiet() throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long self = ProcessHandle.current().pid();
        Sample before = sample(self);
        while (System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(QUIET_LOOK_MILLIS);
            Sample now = sample(self);
            if (now.otherCoresSince(before) <= SteadyWindow.OTHER_CORES_MAX) {
                return;
            }
            before = now;
        }
    }

    private Sample sample(long generator) throws IOException {
        long requests = server.requests();
        return new Sample(
                System.nanoTime(),
                requests,
                KernelBooks.cpuTicks(generator),
                KernelBooks.cpuTicks(server.pid()),
                KernelBooks.cpuTicks(ProcessHandle.current().pid()),
                KernelBooks.machineTicks());
    }

    private static String lastLines(String output) {
        List<String> lines = output.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - OUTPUT_LINES), lines.size()));
    }
}
