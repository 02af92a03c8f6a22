package io.headroom.bench.generator;

import java.nio.file.Path;

/** How peers that run on a JVM are started: on this program's own, and told that they have one core. */
final class Jvm {

    static final String ONE_CORE = "-XX:ActiveProcessorCount=1";

    private Jvm() {}

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
