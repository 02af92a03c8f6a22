package io.headroom.localcloud.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The machine's time since its start, in ticks over all processors. */
record MachineSample(long busyTicks, long allTicks) {

    /** Null when the system has no {@code /proc}. */
    static @Nullable MachineSample take() {
        try {
            String first = Files.readAllLines(Path.of("/proc/stat")).getFirst();
            String[] fields = first.split(" +");
            long all = 0;
            // user, nice, system, idle, iowait, irq, softirq, steal; guest time is contained in user time.
            for (int i = 1; i <= 8; i++) {
                all += Long.parseLong(fields[i]);
            }
            long idle = Long.parseLong(fields[4]) + Long.parseLong(fields[5]);
            return new MachineSample(all - idle, all);
        } catch (IOException | RuntimeException unknown) {
            return null;
        }
    }

    @Nullable
    Double busyShareSince(MachineSample before) {
        long all = allTicks - before.allTicks;
        return all <= 0 ? null : Math.clamp((busyTicks - before.busyTicks) / (double) all, 0.0, 1.0);
    }
}
