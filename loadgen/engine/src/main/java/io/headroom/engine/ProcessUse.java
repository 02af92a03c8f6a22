package io.headroom.engine;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process took of its machine during a phase.
 *
 * @param elapsedNanos how long it was
 * @param cpuNanos CPU time of all threads
 * @param gcMillis time for which garbage collectors held the program up
 * @param openFiles most files and connections open at a time, as seen about once a second; 0 where the platform does not say
 */
record ProcessUse(long elapsedNanos, long cpuNanos, long gcMillis, long openFiles) {
    private static final int DESCRIPTORS_KEPT = 256;
    private static final int CONNECTIONS_MAX = 50_000;

    /** Time of garbage collection over all of it. */
    double gcShare() {
        return gcMillis * 1e6 / elapsedNanos;
    }

    /** Measures one phase. */
    static final class Meter {
        private final long began = System.nanoTime();
        private final long cpuAtStart = cpuNanosSoFar();
        private final long gcAtStart = gcMillisSoFar();
        private long openFiles = openFilesNow();

        /** Looks at what can only be seen while it lasts. */
        void look() {
            openFiles = Math.max(openFiles, openFilesNow());
        }

        ProcessUse use() {
            look();
            return new ProcessUse(
                    Math.max(1, System.nanoTime() - began),
                    cpuNanosSoFar() - cpuAtStart,
                    gcMillisSoFar() - gcAtStart,
                    openFiles);
        }
    }

    /** How many connections the limit on open files allows, apart from what the process needs otherwise. */
    static int connectionsMax() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long left = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - DESCRIPTORS_KEPT;
            return (int) Math.clamp(left, 16, CONNECTIONS_MAX);
        }
        return CONNECTIONS_MAX;
    }

    /** CPU time of all threads of this process so far, in nanoseconds. */
    static long cpuNanosSoFar() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Pauses only: what concurrent collectors do beside the program is CPU time, which is watched by itself. */
    private static long gcMillisSoFar() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> !collector.getName().endsWith("Cycles"))
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
    }

    private static long openFilesNow() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
