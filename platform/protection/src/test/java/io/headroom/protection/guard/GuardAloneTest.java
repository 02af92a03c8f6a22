package io.headroom.protection.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protection.Extent;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.PlannedRelaxation;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter.Rule;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationJson;
import io.headroom.protection.Target;
import io.headroom.protection.TestCloud;
import io.headroom.protection.adapter.Adapters;
import io.headroom.protection.adapter.RealHaproxy;
import io.headroom.protection.adapter.RealNginx;
import io.headroom.protection.adapter.RealTerraform;
import io.headroom.protection.adapter.aws.AwsCredentials;
import io.headroom.protection.adapter.aws.StandInAws;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guard as a process, with the platform killed and its database gone. All waits are a twentieth: the owner is silent
 * after 1.5 s.
 */
@Timeout(60)
@ExtendWith(AwsCredentials.class)
final class GuardAloneTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> JVM = List.of(
            JAVA,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-Xshare:auto",
            "-Daws.accessKeyId=nobody",
            "-Daws.secretAccessKey=nothing",
            "-cp");

    @TempDir
    Path folder;

    @Test
    void restoresWhatStandsOpenForEverybody_atSixKindsOfTarget() throws Exception {
        RealNginx.requireModSecurity();
        RealHaproxy.requireHaproxy();
        RealTerraform.requireTerraform();
        try (var cloud = new TestCloud(Clock.systemUTC(), Files.createDirectories(folder.resolve("cloud")));
                var nginx = RealNginx.withRateLimit(folder.resolve("nginx"));
                var firewall = RealNginx.withModSecurity(folder.resolve("modsecurity"));
                var haproxy = RealHaproxy.start(folder.resolve("haproxy"));
                var aws = new StandInAws();
                var terraform = RealTerraform.start(folder.resolve("terraform"))) {
            var targets = new LinkedHashMap<Protection, Target>();
            targets.put(cloud.protection("rate-limit"), cloud.target());
            targets.put(nginx.rateLimit(), nginx.target());
            targets.put(firewall.firewall(), firewall.target());
            targets.put(haproxy.rateLimit(), haproxy.target());
            targets.put(aws.firewall(), aws.target());
            targets.put(terraform.protection(), terraform.target());
            var journal = folder.resolve("journal");
            var platform = startPlatform(journal, requests(targets));
            try {
                assertThat(firstLine(platform)).isEqualTo("open");
                assertThat(openTo(targets)).containsOnly(Extent.WIDE).hasSize(6);
            } finally {
                platform.destroyForcibly().waitFor();
            }
            var copy = new FileJournal(journal);
            eventually(() -> copy.open().isEmpty(), () -> log(journal));
            assertThat(openTo(targets)).isEmpty();
            assertThat(closed(journal)).hasSize(6).allMatch(Relaxation::verifiedClosed);
            eventually(() -> GuardFolder.in(journal).report().isEmpty(), () -> log(journal));
        }
    }

    @Test
    void aGuardThatDoesNotStartIsNoGuard_andAReportOfOneThatIsGoneIsNotBelieved() throws Exception {
        var planned = PlannedRelaxation.of(request(
                new Protection("waf", "local-cloud", Map.of()), Target.of(URI.create("http://127.0.0.1:1"), "/")));
        var before = Instant.now().minusSeconds(60);
        GuardFolder.in(folder)
                .report(new GuardFolder.Report(ProcessHandle.current().pid(), before, List.of(planned.id())));
        var absent = folder.resolve("absent").toString();
        // Behind setsid, which starts and then says in the log what does not.
        assertThat(new GuardProcess(folder, List.of(absent), Clock.systemUTC(), Duration.ofMillis(200)).arm(planned))
                .isInstanceOf(Guard.Missing.class);
        GuardFolder.in(folder)
                .report(new GuardFolder.Report(ProcessHandle.current().pid(), Instant.now(), List.of(planned.id())));
        assertThat(new GuardProcess(folder, List.of(absent), Clock.systemUTC()).arm(planned))
                .isInstanceOf(Guard.Armed.class);
    }

    private Process startPlatform(Path journal, Path requests) throws Exception {
        var path = System.getProperty("java.class.path");
        var command = new ArrayList<>(JVM);
        command.addAll(List.of(path, DoomedPlatform.class.getName(), journal.toString(), requests.toString()));
        command.addAll(JVM);
        command.addAll(List.of(path, HeadroomGuard.class.getName(), journal.toString(), "--time-scale", "0.05"));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Path requests(Map<Protection, Target> targets) throws Exception {
        var requests = Files.createDirectories(folder.resolve("requests"));
        for (var entry : targets.entrySet()) {
            var planned = PlannedRelaxation.of(request(entry.getKey(), entry.getValue()));
            Files.writeString(requests.resolve(planned.id()), RelaxationJson.write(planned));
        }
        return requests;
    }

    private static RelaxRequest request(Protection protection, Target target) {
        return new RelaxRequest("doomed", protection, target, Instant.now().plusSeconds(3600), DoomedPlatform.KEY, 7);
    }

    private static String firstLine(Process process) throws Exception {
        return new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
    }

    private static List<Extent> openTo(Map<Protection, Target> targets) throws Exception {
        var open = new ArrayList<Extent>();
        for (var protection : targets.keySet()) {
            ((Rule) Adapters.of(protection).observe()).artefacts().forEach(artefact -> open.add(artefact.extent()));
        }
        return open;
    }

    private static List<Relaxation> closed(Path journal) throws Exception {
        var found = new ArrayList<Relaxation>();
        try (var files = Files.newDirectoryStream(journal.resolve("closed"))) {
            for (var file : files) {
                found.add(RelaxationJson.read(Files.readString(file)));
            }
        }
        return found;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void eventually(Condition condition, Supplier<String> otherwise) throws Exception {
        var begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(30)) {
                throw new AssertionError(otherwise.get());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String log(Path journal) {
        try {
            return Files.readString(GuardFolder.in(journal).log());
        } catch (IOException none) {
            return "the guard has no log";
        }
    }
}
