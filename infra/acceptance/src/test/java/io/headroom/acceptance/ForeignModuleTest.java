package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.RunView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A module that was written by the contract alone, used by people from the command line, and left half-made by a platform that is killed. */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(180)
class ForeignModuleTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path MODULE =
            Command.LAUNCHER.resolveSibling("platform/server/src/test/resources/module-of-others");

    /** It never ends by itself, and would go on after whoever started it. */
    private static final String SLOW_PART = """

            resource "terraform_data" "slow" {
              depends_on = [terraform_data.server]
              provisioner "local-exec" { command = "exec sleep 600" }
            }
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Home home;
    private static Command up;

    @BeforeAll
    static void begin() {
        Terraform.require();
        home = new Home(folder.resolve("data"));
        up = up();
        home.platform();
    }

    @AfterAll
    static void end() {
        if (up != null) {
            up.close();
        }
        if (home != null) {
            Leftovers.end(home);
        }
    }

    @Test
    @Order(1)
    void itIsPlannedAppliedLoadedComparedAndDestroyed_unchanged() throws IOException {
        String applied = environment(0, "apply", "--module", MODULE.toString(), "--name", "others", "--for", "1h");
        assertThat(applied).contains("+ terraform_data.server", "created terraform_data.server", "entrance");
        String entrance = found("http://127\\.0\\.0\\.1:\\d+", applied);

        Path scenario = Files.writeString(folder.resolve("Shop.java"), """
                import io.headroom.scenario.*;
                class Shop implements Scenario {
                    @Journey(share = 1)
                    void view(User user) {
                        user.get("/items").expect(200);
                    }
                }
                """);
        try (Command load = Command.start(
                folder,
                "run",
                scenario.toString(),
                "--target",
                entrance,
                "--rate",
                "50/s",
                "--for",
                "1s",
                "--objective",
                "errors<1%")) {
            load.expectExit(0, LIMIT);
        }

        Path own = folder.resolve("own.json");
        environment(0, "profile", "--name", "others", "--out", own.toString());
        assertThat(environment(2, "compare", "--name", "others", "--profile", own.toString(), "--expect", "B"))
                .as("nobody said what of its parts matters")
                .contains("Grade C", "directional", "no parity rule names terraform_data");

        assertThat(environment(0, "destroy", "--module", MODULE.toString())).contains("others is destroyed");
        assertThat(environment(0, "list")).contains("There is no environment");
        assertThat(folder.resolve("data/environments/others/served-others")).doesNotExist();
        Leftovers.requireNoEnvironment(home, List.of(Integer.parseInt(entrance.replaceAll(".*:", ""))));
    }

    @Test
    @Order(2)
    void thePlatformIsKilledDuringApply_theNextOneDestroysTheEnvironment_andTheRunSaysWhatHappened()
            throws IOException {
        Path slow = Files.createDirectory(folder.resolve("slow"));
        Files.writeString(slow.resolve("main.tf"), Files.readString(MODULE.resolve("main.tf")) + SLOW_PART);
        Files.copy(MODULE.resolve("Server.java"), slow.resolve("Server.java"));
        Platform platform = home.platform();
        RunView run = platform.start(new RunRequest(
                "others",
                slow.toString(),
                folder.resolve("Shop.java").toString(),
                "only",
                null,
                null,
                List.of(),
                "quick",
                2));
        Path served = folder.resolve("data/environments/run-%s/served-run-%s".formatted(run.id(), run.id()));
        Eventually.holds("the server is up", LIMIT, () -> Files.exists(served.resolve("port")));
        int port = Integer.parseInt(Files.readString(served.resolve("port")).strip());

        Signals.kill(platform.pid());
        up.expectExit(5, LIMIT);
        up = up();

        RunView settled = home.platform().awaitEnd(run.id(), LIMIT);
        assertThat(settled.fault()).isEqualTo(Fault.PLATFORM);
        assertThat(settled.reason()).contains("the platform ended during stage 'provision'");
        RunResult result = home.platform().result(run.id());
        assertThat(result.environment().destroyed()).isTrue();
        assertThat(served).doesNotExist();
        Leftovers.requireNoEnvironment(home, List.of(port));
        assertThat(environment(0, "list")).as("no lock was in the way").contains("There is no environment");
    }

    private static String environment(int exitCode, String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "environment";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = home.path().toString();
        try (Command command = Command.start(folder, all)) {
            return command.expectExit(exitCode, LIMIT);
        }
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in%n%s", pattern, text).isTrue();
        return matcher.group();
    }

    private static Command up() {
        return Command.start(folder, "up", "--data", home.path().toString(), "--port", Integer.toString(freePort()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
