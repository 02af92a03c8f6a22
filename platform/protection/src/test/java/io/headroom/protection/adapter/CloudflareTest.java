package io.headroom.protection.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.protection.AgentKey;
import io.headroom.protection.BurstProbe;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.RelaxationRefusedException;
import io.headroom.protection.Safeguards;
import io.headroom.protection.Wide;
import io.headroom.protection.WriteAhead;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole protocol against a stand-in for Cloudflare, whose edge lags behind its interface. */
final class CloudflareTest {
    private static final String THEIRS = "block the scrapers";
    private static final AgentKey KEY = new AgentKey("0123456789abcdef0123456789abcdef".getBytes());

    @TempDir
    Path folder;

    private StandInCloudflare cloudflare;
    private RelaxRestore driver;

    @BeforeEach
    void start() throws Exception {
        cloudflare = new StandInCloudflare(folder);
        driver = new RelaxRestore(
                WriteAhead.inCopyOnly(new FileJournal(folder.resolve("journal"))),
                Adapters::of,
                new Safeguards(BurstProbe.standard(), relaxation -> new Guard.Armed("the test"), relaxation -> false),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    private RelaxRequest request() {
        var deadline = Instant.now().plus(Duration.ofMinutes(5));
        return new RelaxRequest("run-1", cloudflare.protection(), cloudflare.target(), deadline, KEY, 1);
    }

    @Test
    void opensForAgentsAlone_andCloses_thoughTheEdgeLags() throws Exception {
        var open = driver.relax(request());
        assertThat(open.state()).isEqualTo(ProtectionState.VERIFIED_OPEN);
        assertThat(cloudflare.descriptions()).containsExactly(open.artefact(), THEIRS);
        var closed = driver.restore(open.id(), 1);
        assertThat(closed.state()).as(closed.message()).isEqualTo(ProtectionState.DISARMED);
        assertThat(cloudflare.descriptions()).containsExactly(THEIRS);
    }

    @Test
    void opensForEverybody_andCloses() throws Exception {
        var open = driver.relax(request().openedWide(new Wide("agents have no fixed addresses", "ops")));
        assertThat(open.state()).isEqualTo(ProtectionState.VERIFIED_OPEN);
        assertThat(driver.restore(open.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void aWholeRulesetThatSomebodyWritesMeanwhileStays_andOursIsGoneWithIt() throws Exception {
        var before = cloudflare.copy();
        var open = driver.relax(request());
        ((ObjectNode) before.get(0)).put("expression", "(ip.src in {198.51.100.0/24})");
        cloudflare.replaceAll(before);
        var closed = driver.restore(open.id(), 1);
        assertThat(closed.state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(closed.message()).contains("that change stays");
        assertThat(cloudflare.copy().get(0).path("expression").asText()).contains("198.51.100.0/24");
    }

    @Test
    void ourRuleThatSomebodyProlongedIsDeleted_andAlarms() throws Exception {
        var open = driver.relax(request());
        var edited = cloudflare.copy();
        var ours = (ObjectNode) edited.get(0);
        ours.put("expression", ours.path("expression").asText().replaceFirst("lt \\d+", "lt 4102444800"));
        cloudflare.replaceAll(edited);
        var conflict = driver.restore(open.id(), 1);
        assertThat(conflict.state()).isEqualTo(ProtectionState.CONFLICT);
        assertThat(conflict.alarms()).isTrue();
        assertThat(cloudflare.descriptions()).containsExactly(THEIRS);
    }

    @Test
    void anAnswerThatSaysFailedThoughItIsDoneLeavesNothing() throws Exception {
        cloudflare.fault(StandInCloudflare.Fault.DONE_BUT_502);
        assertThatThrownBy(() -> driver.relax(request()))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("502 (bad gateway)");
        assertThat(cloudflare.descriptions()).hasSize(2);
        var left = driver.open().getFirst();
        cloudflare.fault(StandInCloudflare.Fault.TOO_MANY);
        assertThat(driver.restore(left.id(), 1).message()).contains("429 (rate limited)");
        assertThat(driver.restore(left.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
        assertThat(cloudflare.descriptions()).containsExactly(THEIRS);
    }
}
