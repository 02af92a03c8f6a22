package io.headroom.localcloud.command;

import java.nio.file.Path;
import java.util.List;

/** How an instance of the sample service is run: several share two cores, so each is kept small and quick to start. */
final class SampleTarget {

    private SampleTarget() {}

    static List<String> command(Path jar) {
        return List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx160m",
                "-Xss512k",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-jar",
                jar.toString());
    }

    /** The Java that runs us: it is new enough. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
