package io.headroom.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What it ran on.
 *
 * @param cores that this program may use
 * @param kernel name and version
 * @param java version of the JVM that ran ours
 */
public record Machine(String processor, int cores, String kernel, String java) {

    private static final String MODEL = "model name";

    public static Machine thisOne() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith(MODEL))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return new Machine(
                processor,
                (int) Files.readAllLines(Path.of("/proc/stat")).stream()
                        .filter(line -> line.matches("cpu\\d+ .*"))
                        .count(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.version().toString());
    }
}
