package io.headroom.bench.measure;

import java.io.IOException;

/** What a process used of its core. */
public final class ProcessTime {

    private ProcessTime() {}

    /** User and system, all threads, since its start. */
    public static double cpuSeconds(long pid) throws IOException {
        return KernelBooks.cpuTicks(pid) / KernelBooks.TICKS_PER_SECOND;
    }
}
