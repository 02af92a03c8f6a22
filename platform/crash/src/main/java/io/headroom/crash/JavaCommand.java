package io.headroom.crash;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How owners and guards are started: one process of hundreds must cost little. */
final class JavaCommand {
    private JavaCommand() {}

    /** @param folder for what the JVM remembers of a first start; without it starts take three times as long */
    static List<String> quick(Path folder) throws IOException, InterruptedException {
        var cache = folder.resolve("classes.aot");
        var training = plain();
        training.add("-XX:AOTCacheOutput=" + cache);
        training.addAll(List.of("-cp", classPath(), Rehearsal.class.getName()));
        new ProcessBuilder(training)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(folder.resolve("rehearsal.log").toFile()))
                .start()
                .waitFor();
        var command = plain();
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-cp", classPath()));
        return command;
    }

    private static List<String> plain() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Xlog:disable",
                // Nothing here speaks TLS, and to read the certificates takes as long as all the rest of a start.
                "-Djavax.net.ssl.trustStore=NONE"));
    }

    /** With the jars that the bench's own names, each as itself. */
    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
