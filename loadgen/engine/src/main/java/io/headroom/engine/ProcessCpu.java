package io.headroom.engine;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the operating system says about this process. */
final class ProcessCpu {
    private static final int DESCRIPTORS_KEPT = 256;
    private static final int CONNECTIONS_MAX = 50_000;

    private ProcessCpu() {}

    /** CPU time of all threads, in nanoseconds. */
    static long nanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** How many connections the limit on open files allows, apart from what the process needs otherwise. */
    static int connectionsMax() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long left = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - DESCRIPTORS_KEPT;
            return (int) Math.clamp(left, 16, CONNECTIONS_MAX);
        }
        return CONNECTIONS_MAX;
    }
}
