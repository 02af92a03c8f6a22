package io.headroom.protection.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.protection.AgentKey;
import io.headroom.protection.AgentToken;
import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter.Applied;
import io.headroom.protection.ProtectionAdapter.Entangled;
import io.headroom.protection.ProtectionAdapter.Failed;
import io.headroom.protection.ProtectionAdapter.Opening;
import io.headroom.protection.ProtectionAdapter.Rule;
import io.headroom.protection.ProtectionAdapter.Stale;
import io.headroom.protection.ProtectionAdapter.TargetGone;
import io.headroom.protection.SettableClock;
import io.headroom.protection.TestCloud;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalCloudAdapterTest {
    private static final Instant EXPIRY = Instant.parse("2026-01-01T00:30:00Z");
    private static final String ARTEFACT = Artefact.nameOf("run-7", EXPIRY);
    private static final AgentKey KEY = new AgentKey("0123456789abcdef0123456789abcdef".getBytes());
    private static final Opening NARROW =
            new Opening(ARTEFACT, Extent.NARROW, KEY, AgentToken.mint("run-7", EXPIRY, KEY), EXPIRY);
    private static final Opening WIDE = new Opening(ARTEFACT, Extent.WIDE, KEY, NARROW.token(), EXPIRY);

    @TempDir
    Path folder;

    private TestCloud cloud;
    private LocalCloudAdapter adapter;

    @BeforeEach
    void start() throws Exception {
        cloud = new TestCloud(new SettableClock("2026-01-01T00:00:00Z"), folder);
        adapter = new LocalCloudAdapter(cloud.protection("rate-limit"));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void readsTheRuleWithoutWhatComesAndGoes() throws Exception {
        var before = (Rule) adapter.observe();
        assertThat(before.snapshot())
                .contains("\"burst\":10")
                .doesNotContain("exemptions")
                .doesNotContain("version");
        assertThat(adapter.relax(NARROW, before.version())).isEqualTo(new Applied("2"));
        var after = (Rule) adapter.observe();
        assertThat(after.snapshot()).isEqualTo(before.snapshot());
        assertThat(after.artefacts()).contains(new Artefact(ARTEFACT, EXPIRY));
    }

    @Test
    void changesNothingAtAnotherVersion() throws Exception {
        assertThat(adapter.relax(NARROW, "99")).isInstanceOf(Stale.class);
        assertThat(cloud.exemptions("rate-limit")).isEmpty();
    }

    @Test
    void suspendsTheRuleForEverybody_andResumesIt() throws Exception {
        var before = (Rule) adapter.observe();
        assertThat(adapter.relax(WIDE, "99")).isInstanceOf(Stale.class);
        assertThat(adapter.relax(WIDE, before.version())).isEqualTo(new Applied("2"));
        var during = (Rule) adapter.observe();
        assertThat(during.artefacts()).containsExactly(new Artefact(ARTEFACT, Extent.WIDE, null));
        assertThat(during.snapshot()).isEqualTo(before.snapshot());
        assertThat(adapter.restore(ARTEFACT, Extent.WIDE, false)).isInstanceOf(Applied.class);
        assertThat(((Rule) adapter.observe()).artefacts()).isEmpty();
        assertThat(adapter.restore(ARTEFACT, Extent.WIDE, false)).isInstanceOf(Applied.class);
    }

    @Test
    void aSuspensionThatSomebodyTookOverIsEntangled_andTheRuleIsEnforced() throws Exception {
        adapter.relax(WIDE, ((Rule) adapter.observe()).version());
        cloud.suspend("rate-limit", "maintenance");
        assertThat(((Rule) adapter.observe()).snapshot()).contains("maintenance");
        assertThat(adapter.restore(ARTEFACT, Extent.WIDE, false))
                .isInstanceOf(Entangled.class)
                .asString()
                .contains("'maintenance' took over");
        assertThat(((Rule) adapter.observe()).artefacts()).isEmpty();
    }

    @Test
    void aSuspensionOfSomebodyElseStays_whereOursNeverStood() throws Exception {
        cloud.suspend("rate-limit", "maintenance");
        assertThat(adapter.restore(ARTEFACT, Extent.WIDE, true)).isInstanceOf(Applied.class);
        assertThat(((Rule) adapter.observe()).snapshot()).contains("maintenance");
    }

    @Test
    void whatIsNotThereIsRestored() throws Exception {
        assertThat(adapter.restore(ARTEFACT, Extent.NARROW, false)).isEqualTo(new Applied(null));
        assertThat(((Rule) adapter.observe()).version()).isEqualTo("1");
    }

    @Test
    void tellsADeadCloudFromOneThatAnswersBadly() throws Exception {
        cloud.fault(TestCloud.Fault.API_DOWN, true);
        assertThat(adapter.observe()).isInstanceOf(Failed.class);
        cloud.close();
        assertThat(adapter.observe()).isInstanceOf(TargetGone.class);
        assertThat(adapter.restore(ARTEFACT, Extent.NARROW, true)).isInstanceOf(TargetGone.class);
        Files.delete(folder.resolve("token"));
        assertThat(adapter.observe()).isInstanceOf(TargetGone.class).asString().contains("token file");
    }

    @Test
    void aWrongTokenIsNotAGoneTarget() throws Exception {
        Files.writeString(folder.resolve("token"), "another cloud's");
        assertThat(adapter.restore(ARTEFACT, Extent.NARROW, false))
                .isInstanceOf(Failed.class)
                .asString()
                .contains("401 (unknown token)");
    }

    @Test
    void aCloudThatNeverAnswersIsGivenUp() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var coordinates = Map.of(
                    "api",
                    "http://127.0.0.1:" + silent.getLocalPort() + "/v1/",
                    "token_file",
                    folder.resolve("token").toString(),
                    "rule",
                    "waf");
            var patience = Duration.ofMillis(200);
            var blackHoled = new LocalCloudAdapter(new Protection("waf", "local-cloud", coordinates), patience);
            assertThat(blackHoled.restore(ARTEFACT, Extent.NARROW, false))
                    .isInstanceOf(Failed.class)
                    .asString()
                    .contains("did not answer DELETE");
        }
    }

    @Test
    void anyNumberOfAttemptsKeepsOneClient() throws Exception {
        adapter.observe();
        var before = clientThreads();
        for (var attempt = 0; attempt < 20; attempt++) {
            assertThat(new LocalCloudAdapter(cloud.protection("waf")).observe()).isInstanceOf(Rule.class);
        }
        assertThat(clientThreads()).isPositive().isLessThanOrEqualTo(before);
    }

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("SelectorManager"))
                .count();
    }

    @Test
    void saysWhichCoordinateIsMissing() {
        assertThatThrownBy(() -> Adapters.of(new Protection("waf", "local-cloud", Map.of("api", "http://127.0.0.1:1"))))
                .hasMessageContaining("'waf'")
                .hasMessageContaining("'token_file'");
        assertThatThrownBy(() -> Adapters.of(new Protection("waf", "varnish", Map.of())))
                .hasMessageContaining("'varnish'");
    }
}
