package io.headroom.protection.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protection.AgentKey;
import io.headroom.protection.BurstProbe;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Safeguards;
import io.headroom.protection.WriteAhead;
import io.headroom.protection.adapter.Adapters;
import io.headroom.protection.adapter.aws.StandInAws.Fault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Automatic scaling under the protocol, against a stand-in for AWS. */
@ExtendWith(AwsCredentials.class)
final class AwsScalingTest {
    private static final AgentKey KEY = new AgentKey("0123456789abcdef0123456789abcdef".getBytes());

    @TempDir
    Path folder;

    private StandInAws aws;
    private RelaxRestore driver;

    @BeforeEach
    void start() throws Exception {
        aws = new StandInAws();
        driver = new RelaxRestore(
                WriteAhead.inCopyOnly(new FileJournal(folder.resolve("journal"))),
                Adapters::of,
                new Safeguards(BurstProbe.standard(), Guard.expiryInTheRule(), relaxation -> false),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private RelaxRequest request(Protection protection) {
        return new RelaxRequest("run-1", protection, aws.target(), Instant.now().plusSeconds(300), KEY, 1);
    }

    @Test
    void aGroupIsSuspended_andOnlyWhatWeSuspendedIsResumed() throws Exception {
        aws.scaling.suspend("ScheduledActions", "AZRebalance");
        var open = driver.relax(request(aws.group()));
        assertThat(open.state()).isEqualTo(ProtectionState.VERIFIED_OPEN);
        assertThat(aws.scaling.suspended())
                .containsExactlyInAnyOrder("AlarmNotification", "ScheduledActions", "AZRebalance");
        aws.fault(Fault.DONE_BUT_500);
        var closed = driver.restore(open.id(), 1);
        assertThat(closed.state()).as(closed.message()).isEqualTo(ProtectionState.DISARMED);
        assertThat(aws.scaling.suspended()).containsExactlyInAnyOrder("ScheduledActions", "AZRebalance");
        assertThat(aws.scheduler.names()).isEmpty();
    }

    @Test
    void aServiceIsSuspended_andWhatSomebodyElseHadSuspendedStaysSo() throws Exception {
        aws.scaling.suspendState("DynamicScalingInSuspended");
        var before = aws.scaling.suspendedState();
        var open = driver.relax(request(aws.service()));
        assertThat(aws.scaling.suspendedState()).allMatch(kind -> kind.asBoolean());
        assertThat(driver.restore(open.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(aws.scaling.suspendedState()).isEqualTo(before);
    }

    @Test
    void whereNobodyOfOursIsAliveTheSchedulesResume() throws Exception {
        var before = aws.scaling.suspendedState();
        var group = driver.relax(request(aws.group()));
        var service = driver.relax(request(aws.service()));
        aws.timePassesTo(service.deadline());
        assertThat(aws.scaling.suspended()).isEmpty();
        assertThat(aws.scaling.suspendedState()).isEqualTo(before);
        assertThat(driver.restore(group.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(driver.restore(service.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void whereTheScheduleIsTakenAwayNothingIsGuessed_andItAlarms() throws Exception {
        var open = driver.relax(request(aws.group()));
        aws.scheduler.remove(open.id());
        var conflict = driver.restore(open.id(), 1);
        assertThat(conflict.state()).isEqualTo(ProtectionState.CONFLICT);
        assertThat(conflict.alarms()).isTrue();
    }
}
