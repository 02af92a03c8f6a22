package io.headroom.bench.generator;

import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Children;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Peers that Maven Central has. Each is a small project of its own in {@code loadgen/bench/peers}, built when a bench asks for it and started with a class
 * path of its own, so that nothing of it ever meets ours.
 */
public final class PeerBuild {

    private static final int LINES_SHOWN = 5;

    private PeerBuild() {}

    /**
     * The peer's class path; builds it first. Maven itself sees what is fresh.
     *
     * @param name of its folder
     * @throws BenchFailure if Maven is missing or cannot resolve it
     */
    public static String classPath(String name) throws IOException, InterruptedException {
        Native.require("mvn", "maven");
        Path module = Checkout.root().resolve("loadgen/bench");
        Path pom = module.resolve("peers").resolve(name).resolve("pom.xml");
        Path log = Files.createTempFile("headroom-bench-" + name, ".log");
        var builder = new ProcessBuilder("mvn", "-q", "-B", "-ntp", "-f", pom.toString(), "package")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = Children.start(builder);
        try {
            if (maven.waitFor() != 0) {
                throw BenchFailure.environment(
                        "%s cannot be built; is Maven Central in reach? Maven said:\n%s".formatted(name, errors(log)));
            }
        } finally {
            Children.end(maven);
            Files.deleteIfExists(log);
        }
        Path target = module.resolve("target/peers").resolve(name);
        return target.resolve("peer.jar") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }

    private static String errors(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith("[ERROR]"))
                    .limit(LINES_SHOWN)
                    .collect(Collectors.joining("\n"));
        }
    }
}
