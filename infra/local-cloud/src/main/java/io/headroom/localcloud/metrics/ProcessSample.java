package io.headroom.localcloud.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the kernel says of one process at one moment. */
record ProcessSample(long atNanos, long cpuTicks, long memoryBytes, int threads) {

    /** Linux reports times to programs in hundredths of a second on every platform that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** Null when the process is gone, or the system has no {@code /proc}. */
    static @Nullable ProcessSample take(long pid) {
        Path folder = Path.of("/proc", String.valueOf(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            // Fields as in proc(5), from the third on: the name before them may contain anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            int threads = Integer.parseInt(fields[17]);
            return new ProcessSample(System.nanoTime(), ticks, residentBytes(folder), threads);
        } catch (IOException | RuntimeException gone) {
            return null;
        }
    }

    private static long residentBytes(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("status"), StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    double cpuShareSince(ProcessSample before) {
        double seconds = (atNanos - before.atNanos) / 1e9;
        double used = (cpuTicks - before.cpuTicks) / TICKS_PER_SECOND;
        return Math.clamp(used / seconds / Runtime.getRuntime().availableProcessors(), 0.0, 1.0);
    }
}
