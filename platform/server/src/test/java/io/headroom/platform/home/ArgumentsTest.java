package io.headroom.platform.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the platform from starting has a sentence of its own and the right exit code. */
class ArgumentsTest {

    @TempDir
    Path folder;

    @Test
    void flagsAreRead() {
        Arguments read = Arguments.parse(List.of("--data", folder.toString(), "--port", "7800", "--exit-with-parent"));

        assertThat(read).isEqualTo(new Arguments(folder, 7800, true));
    }

    @Test
    void wrongUsageIsNamed() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--prot", "1")))
                .isInstanceOfSatisfying(
                        StartupFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(4))
                .hasMessageContaining("--prot");
        assertThatThrownBy(() -> Arguments.parse(List.of("--port", "many"))).hasMessageContaining("'many'");
        assertThatThrownBy(() -> Arguments.parse(List.of("--data"))).hasMessageContaining("needs a value");
    }

    @Test
    void aSecondPlatformOnOneFolder_isTurnedAway_withTheFirstOnesAddress() {
        try (DataFolder first = DataFolder.open(folder)) {
            new Announcement("1", folder.toString(), 42, "http://127.0.0.1:7800")
                    .write(first.path(), "{\"url\":\"http://127.0.0.1:7800\"}");

            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOfSatisfying(
                            StartupFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(5))
                    .hasMessageContaining("already uses the data folder")
                    .hasMessageContaining("http://127.0.0.1:7800");
        }
        assertThat(folder.resolve("platform.json")).doesNotExist();
        DataFolder.open(folder).close();
    }

    @Test
    void aFolderThatIsAFile_isNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--data DIR");
    }

    @Test
    void aDiskThatIsAlmostFull_isNamed_withWhatIsLeftAndWhatIsNeeded() {
        assertThatThrownBy(() -> DataFolder.requireSpace(folder, 40 << 20))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("only 40 MiB left")
                .hasMessageContaining("300 MiB are needed");
        DataFolder.requireSpace(folder, 301L << 20);
    }

    @Test
    void aBusyPort_isNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Port.free(taken.getLocalPort()))
                    .isInstanceOf(StartupFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is busy");
        }
    }
}
