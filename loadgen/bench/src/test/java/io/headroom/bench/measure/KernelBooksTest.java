package io.headroom.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelBooksTest {

    @Test
    void aProcessesTimeIsUserAndSystemWhateverItIsCalled() {
        String stat =
                "4711 (a (strange) name 1 2 3) R 1 4711 4711 0 -1 4194304 100 0 0 0 250 731 9 8 20 0 1 0 12345 1000000 300";
        assertThat(KernelBooks.cpuTicks(stat)).isEqualTo(250 + 731);
    }

    @Test
    void thePeakOfResidentMemoryIsTheHighWaterMark() {
        assertThat(KernelBooks.residentKibMax(
                        List.of("Name:\tjava", "VmPeak:\t  999 kB", "VmHWM:\t   123456 kB", "VmRSS:\t 5 kB")))
                .isEqualTo(123_456);
        assertThat(KernelBooks.residentKibMax(List.of("Name:\tkthreadd"))).isZero();
    }

    @Test
    void theMachineIsBusyWhereItIsNeitherIdleNorWaiting() {
        // user, nice, system, idle, iowait, irq, softirq, steal, guest, guest nice
        assertThat(KernelBooks.machineTicks("cpu  100 20 30 9999 8888 4 5 6 70 7"))
                .isEqualTo(100 + 20 + 30 + 4 + 5 + 6);
    }

    @Test
    void thisProcessHasUsedTime() throws Exception {
        long self = ProcessHandle.current().pid();
        assertThat(KernelBooks.cpuTicks(self)).isPositive();
        assertThat(KernelBooks.residentKibMax(self)).isGreaterThan(1_000);
        assertThat(KernelBooks.machineTicks()).isGreaterThanOrEqualTo(KernelBooks.cpuTicks(self));
        assertThat(KernelBooks.ticksOfEndedChildren()).isNotNegative();
    }
}
