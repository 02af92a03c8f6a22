package io.headroom.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux writes down of processes and of the machine, in {@code /proc}; see proc(5). */
final class KernelBooks {

    /** Linux reports times to programs in hundredths of a second on every platform that Java runs on. */
    static final double TICKS_PER_SECOND = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    private KernelBooks() {}

    /** Ticks that a process used, user and system, all threads; those that have ended too. */
    static long cpuTicks(long pid) throws IOException {
        return cpuTicks(Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1));
    }

    static long cpuTicks(String stat) {
        String[] fields = fields(stat);
        return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
    }

    /** Ticks that ended children of this process used. */
    static long ticksOfEndedChildren() throws IOException {
        String[] fields = fields(Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1));
        return Long.parseLong(fields[ENDED_CHILDREN_USER]) + Long.parseLong(fields[ENDED_CHILDREN_SYSTEM]);
    }

    /** The most memory that a process ever had resident, in KiB. */
    static long residentKibMax(long pid) throws IOException {
        return residentKibMax(Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1));
    }

    static long residentKibMax(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** Ticks that the machine's cores were busy, or that its host withheld from it. */
    static long machineTicks() throws IOException {
        return machineTicks(Files.readAllLines(Path.of("/proc/stat")).getFirst());
    }

    static long machineTicks(String firstLine) {
        String[] fields = firstLine.split(" +");
        long busy = 0;
        // user, nice, system, idle, iowait, irq, softirq, steal; guest time is contained in user time.
        for (int i = 1; i <= 8; i++) {
            boolean idle = i == 4 || i == 5;
            busy += idle ? 0 : Long.parseLong(fields[i]);
        }
        return busy;
    }

    /** Fields from the third on: the name before them may contain anything. */
    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }
}
