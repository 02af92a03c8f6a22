package io.headroom.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs are found wherever PATH says, and a missing one is named with what to install. */
class ServerCommandTest {

    @TempDir
    private Path folder;

    @Test
    void unshareIsTakenFromAnyFolderOfThePath() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("sw/bin"));
        Path unshare = Files.createFile(elsewhere.resolve("unshare"));
        assertThat(unshare.toFile().setExecutable(true)).isTrue();
        SearchPath path = new SearchPath(folder + File.pathSeparator + File.pathSeparator + elsewhere);
        assertThat(ServerCommand.inUserNamespace(path)).containsExactly(unshare.toString(), "--user");
    }

    @Test
    void aMissingUnshareIsSaidPlainly() throws Exception {
        Files.createFile(folder.resolve("unshare"));
        assertThatThrownBy(() -> ServerCommand.inUserNamespace(new SearchPath(folder.toString())))
                .as("a file that cannot be run is no program")
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("unshare")
                .hasMessageContaining("install util-linux");
    }
}
