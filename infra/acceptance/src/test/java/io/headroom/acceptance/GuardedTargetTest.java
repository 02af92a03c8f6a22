package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.acceptance.Home.Cloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An environment that Terraform made by hand: its protections stand, and that is why a run relaxes them. */
@Timeout(300)
class GuardedTargetTest {

    private static final Duration TERRAFORM_LIMIT = Duration.ofSeconds(120);

    /** What one nano instance serves without effort. */
    private static final int REQUESTS_PER_SECOND = 100;

    private static final int REQUESTS = 3 * REQUESTS_PER_SECOND;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Home home;

    @Test
    void theLoadOfARun_isBlockedWhileNothingIsRelaxed_andDestroyLeavesNothing() throws Exception {
        String terraform = Terraform.require();
        home = new Home(folder.resolve("data"));
        Path workspace = workspace();
        terraform(terraform, workspace, "init", "-input=false", "-no-color");
        terraform(terraform, workspace, "apply", "-auto-approve", "-input=false", "-no-color");
        Cloud cloud = home.cloud("by-hand");
        List<Integer> ports = cloud.ports();
        URI target = URI.create(lastLine(terraform(terraform, workspace, "output", "-raw", "target_url")));

        Map<Integer, Long> answers = burst(target.resolve("/profiles?tag=tag1"));
        assertThat(answers.keySet()).containsOnly(200, 429);
        assertThat(answers.get(429)).as("blocked of %d: %s", REQUESTS, answers).isGreaterThan(REQUESTS / 2);
        assertThat(status(target.resolve("/profiles?tag=%27%20or%201%3D1")))
                .as("an attack")
                .isEqualTo(403);

        terraform(terraform, workspace, "destroy", "-auto-approve", "-input=false", "-no-color");
        Leftovers.requireNone(home, ports);
    }

    @AfterEach
    void end() {
        if (home != null) {
            Leftovers.end(home);
        }
    }

    /** Among the platform's own, so that leftovers are looked for there, too. */
    private Path workspace() throws IOException {
        Path workspace = Files.createDirectories(home.path().resolve("environments/by-hand"));
        Files.createSymbolicLink(
                workspace.resolve("module"),
                Command.LAUNCHER.resolveSibling("terraform/local").toRealPath());
        Files.writeString(
                workspace.resolve("main.tf.json"),
                Json.write(Map.of(
                        "module",
                        Map.of(
                                "environment",
                                Map.of(
                                        "source", "./module",
                                        "name", "run-by-hand",
                                        "run_id", "by-hand",
                                        "instance_class", "nano",
                                        "expires_at",
                                                Instant.now().plusSeconds(900).toString())),
                        "output",
                        Map.of("target_url", Map.of("value", "${module.environment.target_url}")))));
        return workspace;
    }

    /** What Terraform has to say about its own configuration comes first. */
    private static String lastLine(String said) {
        return said.lines().toList().getLast();
    }

    private String terraform(String program, Path workspace, String... words) {
        List<String> command = new ArrayList<>(List.of(program, "-chdir=" + workspace));
        command.addAll(List.of(words));
        Map<String, String> variables = Map.of("HEADROOM_HOME", home.path().toString(), "CHECKPOINT_DISABLE", "1");
        try (Command call = Command.start(folder, variables, command)) {
            return call.expectExit(0, TERRAFORM_LIMIT);
        }
    }

    /** @return how many requests got which status, at a constant rate from one client */
    private static Map<Integer, Long> burst(URI target) throws Exception {
        List<ScheduledFuture<CompletableFuture<HttpResponse<Void>>>> sent = new ArrayList<>();
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            for (int request = 0; request < REQUESTS; request++) {
                long atMillis = request * 1000L / REQUESTS_PER_SECOND;
                sent.add(timer.schedule(
                        () -> Platform.HTTP.sendAsync(get(target), BodyHandlers.discarding()),
                        atMillis,
                        TimeUnit.MILLISECONDS));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (ScheduledFuture<CompletableFuture<HttpResponse<Void>>> one : sent) {
            statuses.add(one.get().get(30, TimeUnit.SECONDS).statusCode());
        }
        return statuses.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static int status(URI target) throws Exception {
        return Platform.HTTP.send(get(target), BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest get(URI target) {
        return HttpRequest.newBuilder(target)
                .header("User-Agent", "acceptance-test")
                .timeout(Duration.ofSeconds(20))
                .build();
    }
}
