package io.headroom.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its file systems know no POSIX permissions")
class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void isMadeForItsOwnerOnly() throws Exception {
        var data = new DataFolder(folder.resolve("deep/data"));
        data.prepare();
        assertThat(permissions(data.path())).isEqualTo("rwx------");
        assertThat(data.reports()).isDirectory();
    }

    @Test
    void staysAsWideAsItsOwnerMadeIt() throws Exception {
        Path wide = Files.createDirectory(folder.resolve("wide"));
        Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rwxr-x---"));
        new DataFolder(wide).prepare();
        assertThat(permissions(wide)).isEqualTo("rwxr-x---");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
