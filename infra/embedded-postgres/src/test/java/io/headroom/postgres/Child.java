package io.headroom.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** An owner of a server in a process of its own, which a test may kill. */
record Child(Class<?> program, Path data) {

    Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        data.toString())
                .redirectError(new File("/dev/null"))
                .start();
    }
}
