package io.headroom.bench.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Gatling of Maven Central, in a JVM of its own: actors that pass messages. On one core it takes 20 seconds to become warm. */
public final class Gatling implements Journeys.Sender {

    private final String classPath;

    /** Builds it where that has not been done yet. */
    public Gatling() throws IOException, InterruptedException {
        classPath = PeerBuild.classPath("gatling");
    }

    @Override
    public String name() {
        return "gatling";
    }

    @Override
    public List<String> command(Journeys load, Path folder) {
        return Jvm.command(
                classPath,
                List.of(
                        "--add-opens",
                        "java.base/java.lang=ALL-UNNAMED",
                        "-Durl=" + load.url(),
                        "-Dusers=" + load.users(),
                        "-Dseconds=" + load.duration().toSeconds()),
                List.of(
                        "io.gatling.app.Gatling",
                        "-s",
                        "io.headroom.bench.peer.GatlingJourney",
                        "-nr",
                        "-rf",
                        folder.resolve("gatling").toString()));
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(20);
    }

    /** It reads its whole log at the end. */
    @Override
    public Duration overhead() {
        return Duration.ofSeconds(120);
    }
}
