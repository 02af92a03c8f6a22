package io.headroom.agent.platform;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a platform process is started.
 *
 * @param command program and first arguments; the platform's own arguments follow
 */
public record PlatformProgram(List<String> command) {

    /** It has little to compute: without the second compiler its start costs about half. */
    private static final List<String> JVM_FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    public PlatformProgram {
        command = List.copyOf(command);
    }

    /** The platform built beside this program, under {@code HEADROOM_ROOT}, with the Java that runs this. */
    public static PlatformProgram installed(Map<String, String> environment) {
        Path jar = Path.of(environment.getOrDefault("HEADROOM_ROOT", "."), "platform", "server", "target")
                .resolve(Path.of("quarkus-app", "quarkus-run.jar"))
                .toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "The platform is not built (%s is missing): start through ./headroom, which builds it."
                            .formatted(jar));
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        // the later of two flags holds
        environment
                .getOrDefault("HEADROOM_PLATFORM_OPTIONS", "")
                .lines()
                .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                .filter(flag -> !flag.isEmpty())
                .forEach(command::add);
        command.add("-jar");
        command.add(jar.toString());
        return new PlatformProgram(command);
    }
}
