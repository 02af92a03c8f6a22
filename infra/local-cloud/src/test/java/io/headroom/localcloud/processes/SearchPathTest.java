package io.headroom.localcloud.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {

    @TempDir
    private Path folder;

    @Test
    void theFirstFolderThatHoldsTheProgramWins() throws Exception {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Files.createFile(plain.resolve("setsid"));
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path program = Files.createFile(programs.resolve("setsid"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        SearchPath path = new SearchPath(String.join(
                File.pathSeparator, "", folder.resolve("absent").toString(), plain.toString(), programs.toString()));
        assertThat(path.find("setsid"))
                .as("a file that cannot be run is no program")
                .contains(program.toString());
        assertThat(path.find("none")).isEmpty();
        assertThat(new SearchPath("").find("setsid")).isEmpty();
    }
}
