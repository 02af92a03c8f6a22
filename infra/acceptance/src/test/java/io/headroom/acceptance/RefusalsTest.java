package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot work is refused at once: one sentence that says what to do, an exit code that says whose fault it is. */
class RefusalsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up"})
    void anUnknownFlag_exits4_andNamesIt(String verb) {
        assertThat(sentence(4, Map.of(), verb, "--dta", "somewhere"))
                .contains("--dta", "./headroom " + verb + " --help");
    }

    @Test
    void anUnknownInstanceClass_exits4_andNamesThoseThereAre() {
        assertThat(sentence(4, Map.of(), "demo", "--class", "tiny"))
                .contains("tiny", "nano", "small", "medium", "large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up"})
    void aFileInPlaceOfTheDataFolder_exits5_andSaysWhatToDo(String verb) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(sentence(5, Map.of(), verb, "--data", file.toString())).contains(file.toString(), "--data DIR");
    }

    @Test
    void aPortThatIsInUse_exits5_andNamesIt() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            assertThat(sentence(
                            5, Map.of(), "up", "--data", folder.resolve("data").toString(), "--port", port))
                    .contains("Port " + port, "--port");
        }
    }

    @Test
    void noTerraform_exits5_saysWhatToInstall_andLeavesNothing() throws IOException {
        Home home = new Home(folder.resolve("data"));
        Path empty = Files.createDirectory(folder.resolve("programs"));
        try (var programs = Terraform.pathWithout(empty)) {
            Map<String, String> variables = Map.of("PATH", programs.folder().toString());

            assertThat(sentence(5, variables, "demo", "--data", home.path().toString()))
                    .contains("terraform", "tofu", "install");
        }
        Leftovers.requireNone(home, List.of());
    }

    /** The one line that it says before it exits with this code. */
    private String sentence(int exitCode, Map<String, String> variables, String... words) {
        try (Command command = Command.start(folder, variables, words)) {
            List<String> lines = command.expectExit(exitCode, LIMIT)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("▸")) // progress
                    .toList();
            assertThat(lines).hasSize(1);
            return lines.getFirst();
        }
    }
}
