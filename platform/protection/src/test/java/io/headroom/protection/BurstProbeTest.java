package io.headroom.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BurstProbeTest {
    @TempDir
    Path folder;

    @Test
    void countsWhatBecomesOfEveryRequest() throws Exception {
        try (var cloud = new TestCloud(new SettableClock("2026-01-01T00:00:00Z"), folder)) {
            var limit = Challenge.of(cloud.protection("rate-limit"), cloud.target());
            assertThat(BurstProbe.standard().send(limit.burst(), Optional.empty()))
                    .isEqualTo(new ProbeResult(21, 10, 11, 0, 0));
            var firewall = Challenge.of(cloud.protection("waf"), cloud.target());
            assertThat(BurstProbe.standard().send(firewall.burst(), Optional.empty()))
                    .isEqualTo(new ProbeResult(8, 0, 0, 8, 0));
        }
    }

    @Test
    void theModulesOwnAttackIsSentInPlaceOfTheUsualOnes() throws Exception {
        try (var cloud = new TestCloud(new SettableClock("2026-01-01T00:00:00Z"), folder)) {
            var target = cloud.target().withBlockedRequest("GET", "/profiles?tag=%27%20or%201%3D1", 403);
            var firewall = Challenge.of(cloud.protection("waf"), target);
            assertThat(firewall.burst())
                    .allSatisfy(attack -> assertThat(attack.uri())
                            .isEqualTo(URI.create(target.url() + "/profiles?tag=%27%20or%201%3D1")));
            assertThat(BurstProbe.standard().send(firewall.burst(), Optional.empty()))
                    .isEqualTo(new ProbeResult(8, 0, 0, 8, 0));
            var harmless = cloud.target().withBlockedRequest("GET", "/profiles?tag=x", 403);
            assertThat(BurstProbe.standard()
                            .send(
                                    Challenge.of(cloud.protection("waf"), harmless)
                                            .burst(),
                                    Optional.empty()))
                    .isEqualTo(new ProbeResult(8, 8, 0, 0, 0));
        }
    }

    /** With the bucket refilling in real time, as at a real gateway. */
    @Test
    void aBurstOutrunsTheRefill() throws Exception {
        try (var cloud = new TestCloud(Clock.systemUTC(), folder)) {
            var limit = Challenge.of(cloud.protection("rate-limit"), cloud.target());
            assertThat(limit.isBlocked(BurstProbe.standard().send(limit.burst(), Optional.empty())))
                    .isTrue();
        }
    }

    @Test
    void theNeutralSourceIsAnotherClientThanTheAgents() throws Exception {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux owns all of 127.0.0.0/8");
        try (var cloud = new TestCloud(new SettableClock("2026-01-01T00:00:00Z"), folder)) {
            var source = BurstProbe.neutralSource(cloud.target().url(), "run-7");
            var limit = Challenge.of(cloud.protection("rate-limit"), cloud.target());
            BurstProbe.standard().send(limit.burst(), source);
            assertThat(BurstProbe.standard()
                            .send(limit.burst(), Optional.empty())
                            .passed())
                    .isEqualTo(TestCloud.BURST);
            assertThat(cloud.clients())
                    .containsExactlyInAnyOrder(source.orElseThrow().getHostAddress(), "127.0.0.1");
        }
    }

    @Test
    void aTargetElsewhereIsProbedFromTheUsualAddress() {
        assertThat(BurstProbe.neutralSource(URI.create("http://192.0.2.1/"), "run-7"))
                .isEmpty();
    }

    @Test
    void whatIsNotAnsweredInTimeHasFailed() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var impatient = new BurstProbe(4, Duration.ofSeconds(30), Duration.ofMillis(200));
            assertThat(impatient.send(requests(silent, 8), Optional.empty())).isEqualTo(new ProbeResult(8, 0, 0, 0, 8));
        }
    }

    @Test
    void anInterruptEndsItAtOnce() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var patient = new BurstProbe(4, Duration.ofSeconds(60), Duration.ofSeconds(60));
            var outcome = new AtomicReference<Throwable>();
            var started = new CountDownLatch(1);
            var probing = Thread.ofPlatform().start(() -> {
                started.countDown();
                try {
                    patient.send(requests(silent, 8), Optional.empty());
                } catch (InterruptedException ended) {
                    outcome.set(ended);
                }
            });
            assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
            probing.interrupt();
            assertThat(probing.join(Duration.ofSeconds(5))).isTrue();
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void isNeverLoad() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build();
        assertThatThrownBy(() -> BurstProbe.standard().send(Collections.nCopies(601, request), Optional.empty()))
                .hasMessageContaining("601");
        var huge = new Protection("limit", "local-cloud", Map.of("burst", "100000", "per_second", "100000"));
        assertThat(Challenge.of(huge, Target.of(URI.create("http://127.0.0.1:1"), "/"))
                        .burst())
                .hasSize(BurstProbe.REQUESTS_MAX);
    }

    private static List<HttpRequest> requests(ServerSocket server, int count) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
                .build();
        return Collections.nCopies(count, request);
    }
}
