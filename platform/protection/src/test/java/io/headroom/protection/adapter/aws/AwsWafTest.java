package io.headroom.protection.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.protection.AgentKey;
import io.headroom.protection.AgentToken;
import io.headroom.protection.BurstProbe;
import io.headroom.protection.Extent;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.ProtectionAdapter;
import io.headroom.protection.ProtectionAdapter.Applied;
import io.headroom.protection.ProtectionAdapter.Stale;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationRefusedException;
import io.headroom.protection.Safeguards;
import io.headroom.protection.Wide;
import io.headroom.protection.WriteAhead;
import io.headroom.protection.adapter.Adapters;
import io.headroom.protection.adapter.aws.StandInAws.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole protocol against a stand-in for AWS, whose edge lags behind its interface. */
@ExtendWith(AwsCredentials.class)
final class AwsWafTest {
    private static final AgentKey KEY = new AgentKey("0123456789abcdef0123456789abcdef".getBytes());
    private static final Wide WIDE = new Wide("agents have no fixed addresses", "ops");
    private static final String THEIRS = "192.0.2.7/32";

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
                new Safeguards(BurstProbe.standard(), relaxation -> new Guard.Armed("the test"), relaxation -> false),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private RelaxRequest request() {
        return request("run-1");
    }

    private RelaxRequest request(String run) {
        var deadline = Instant.now().plus(Duration.ofMinutes(5));
        return new RelaxRequest(run, aws.firewall(), aws.target(), deadline, KEY, 1);
    }

    private List<String> addresses() {
        var found = new ArrayList<String>();
        aws.waf.set().path("Addresses").forEach(address -> found.add(address.asText()));
        return found;
    }

    private Relaxation restored(Relaxation relaxation) throws InterruptedException {
        return driver.restore(relaxation.id(), 1);
    }

    @Test
    void opensForAgentsAlone_withAScheduleThatWouldEndIt_andLeavesEverythingAsItWas() throws Exception {
        var before = aws.waf.set().deepCopy();
        var open = driver.relax(request());
        assertThat(open.state()).isEqualTo(ProtectionState.VERIFIED_OPEN);
        assertThat(addresses()).containsExactly(THEIRS, "127.0.0.0/8");
        assertThat(aws.waf.set().path("Description").asText()).isEqualTo(open.artefact() + " exempt agents");
        assertThat(aws.scheduler.names()).containsExactly(open.id());
        var closed = restored(open);
        assertThat(closed.state()).as(closed.message()).isEqualTo(ProtectionState.DISARMED);
        assertThat(aws.waf.set()).isEqualTo(before);
        assertThat(aws.scheduler.names()).isEmpty();
    }

    @Test
    void opensForEverybody_andPutsEachRuleBack_withoutLosingAnyPartOfTheWebAcl() throws Exception {
        var before = aws.waf.acl().deepCopy();
        var open = driver.relax(request().openedWide(WIDE));
        assertThat(open.state()).isEqualTo(ProtectionState.VERIFIED_OPEN);
        // Somebody tightens the rate limit, and adds a rule meanwhile.
        var edited = aws.waf.acl().deepCopy();
        ((ObjectNode) edited.at("/Rules/1/Statement/RateBasedStatement")).put("Limit", 500);
        ((ObjectNode) edited.at("/Rules/1/Action")).removeAll().putObject("Captcha");
        ((ArrayNode) edited.get("Rules")).add(theirRule(before));
        aws.waf.edit("open", edited);
        var closed = restored(open);
        assertThat(closed.state()).as(closed.message()).isEqualTo(ProtectionState.DISARMED);
        assertThat(closed.message()).contains("that change stays");
        ((ObjectNode) before.at("/Rules/1/Statement/RateBasedStatement")).put("Limit", 500);
        ((ObjectNode) before.at("/Rules/1/Action")).removeAll().putObject("Captcha");
        ((ArrayNode) before.get("Rules")).add(theirRule(before));
        assertThat(aws.waf.acl()).isEqualTo(before);
    }

    private static ObjectNode theirRule(ObjectNode acl) {
        var rule = (ObjectNode) acl.at("/Rules/0").deepCopy();
        return rule.put("Name", "theirs").put("Priority", 50);
    }

    @Test
    void whereNobodyOfOursIsAliveTheScheduleClosesBothWays() throws Exception {
        var narrow = driver.relax(request());
        aws.timePassesTo(narrow.deadline());
        assertThat(aws.waf.guardedBy()).isEqualTo(aws.waf.arn("closed"));
        assertThat(restored(narrow).state()).isEqualTo(ProtectionState.DISARMED);
        assertThatThrownBy(() -> driver.relax(request("run-2").openedWide(WIDE)))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("a schedule has ended an earlier relaxation");
    }

    @Test
    void somebodyWhoIsQuickerLosesNothing_andIsBuiltOn() throws Exception {
        var open = driver.relax(request());
        aws.beforeNextChange(() -> addToSet("198.51.100.0/24"));
        assertThat(restored(open).state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(addresses()).containsExactly(THEIRS, "198.51.100.0/24");
        var request = request("run-2");
        aws.beforeNextChange(() -> addToSet("203.0.113.0/24"));
        assertThatThrownBy(() -> driver.relax(request)).isInstanceOf(RelaxationRefusedException.class);
        assertThat(addresses()).containsExactly(THEIRS, "198.51.100.0/24", "203.0.113.0/24");
    }

    private void addToSet(String address) {
        var set = aws.waf.set().deepCopy();
        ((ArrayNode) set.get("Addresses")).add(address);
        aws.waf.edit("set", set);
    }

    @Test
    void agentsThatSomebodyLeftInTheSetWithoutOurNameAreTakenOut_andAlarm() throws Exception {
        var open = driver.relax(request());
        aws.waf.edit("set", aws.waf.set().deepCopy().put("Description", "tidied up"));
        var conflict = restored(open);
        assertThat(conflict.state()).isEqualTo(ProtectionState.CONFLICT);
        assertThat(conflict.alarms()).isTrue();
        assertThat(addresses()).containsExactly(THEIRS);
    }

    @Test
    void aRuleThatSomebodyTurnedFromCountingToAllowingIsEnforced_andAlarms() throws Exception {
        var before = aws.waf.acl().deepCopy();
        var open = driver.relax(request().openedWide(WIDE));
        var edited = aws.waf.acl().deepCopy();
        ((ObjectNode) edited.at("/Rules/1")).set("Action", edited.get("DefaultAction"));
        aws.waf.edit("open", edited);
        assertThat(restored(open).state()).isEqualTo(ProtectionState.CONFLICT);
        assertThat(aws.waf.acl()).isEqualTo(before);
    }

    @Test
    void answersThatAreLostAndCallsThatAreTooManyChangeNothingOfTheOutcome() throws Exception {
        aws.fault(Fault.THROTTLED);
        var open = driver.relax(request());
        assertThat(open.state()).isEqualTo(ProtectionState.VERIFIED_OPEN);
        aws.fault(Fault.DONE_BUT_500);
        assertThat(restored(open).state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(addresses()).containsExactly(THEIRS);
    }

    @Test
    void aServiceThatIsOutOfOrderIsTriedAgain_andTheScheduleStaysMeanwhile() throws Exception {
        var open = driver.relax(request());
        aws.fault(Fault.OUT_OF_ORDER);
        var failed = restored(open);
        assertThat(failed.state()).isEqualTo(ProtectionState.RESTORE_FAILED);
        assertThat(failed.message()).contains("WAFInternalErrorException");
        assertThat(aws.scheduler.names()).hasSize(1);
        aws.fault(Fault.NONE);
        assertThat(restored(open).state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void aRequestThatIsStillUnderWayComesTooLate_onceItsRelaxationIsRestored() throws Exception {
        var adapter = Adapters.of(aws.firewall());
        var planned = request();
        var artefact = "headroom-run-1-" + planned.deadline().getEpochSecond();
        for (var extent : Extent.values()) {
            var version = ((ProtectionAdapter.Rule) adapter.observe()).version();
            assertThat(adapter.restore(artefact, extent, true)).isInstanceOf(Applied.class);
            var opening = new ProtectionAdapter.Opening(artefact, extent, KEY, new AgentToken("t"), planned.deadline());
            assertThat(adapter.relax(opening, version)).isInstanceOf(Stale.class);
        }
        assertThat(addresses()).containsExactly(THEIRS);
        assertThat(aws.scheduler.names()).isEmpty();
    }

    @Test
    void aRuleThatDoesNotLeaveOutTheIpSetIsRefused_beforeAnythingIsTouched() throws Exception {
        var acl = aws.waf.acl().deepCopy();
        ((ObjectNode) acl.at("/Rules/1/Statement/RateBasedStatement")).remove("ScopeDownStatement");
        aws.waf.edit("open", acl);
        assertThatThrownBy(() -> driver.relax(request()))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("'rate-limit'")
                .hasMessageContaining("would block agents");
        assertThat(addresses()).containsExactly(THEIRS);
        assertThat(aws.scheduler.names()).isEmpty();
    }

    @Test
    void theModuleForAwsGivesEveryCoordinateThatTheAdaptersRead() throws Exception {
        var outputs = Files.readString(Path.of("../../terraform/aws/outputs.tf"));
        for (var protection : List.of(aws.firewall(), aws.service())) {
            for (var coordinate : protection.coordinates().keySet()) {
                if (!coordinate.equals("endpoint")) {
                    assertThat(outputs).containsPattern("(?m)^ +" + coordinate + " +=");
                }
            }
        }
    }
}
