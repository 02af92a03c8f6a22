package io.headroom.bench.generator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How peers that run on a JVM are started: on this program's own, and told that they have one core. */
final class Jvm {

    static final String ONE_CORE = "-XX:ActiveProcessorCount=1";

    private Jvm() {}

    /**
     * A peer's program, on a heap that never runs short.
     *
     * @param options of its JVM
     * @param program its class and arguments
     */
    static List<String> command(String classPath, List<String> options, List<String> program) {
        List<String> command = new ArrayList<>(List.of(program(), ONE_CORE, "-Xms1g", "-Xmx1g"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(program);
        return List.copyOf(command);
    }

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
