package io.headroom.bench.generator;

import io.headroom.bench.measure.BenchFailure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs that the machine has or has not. */
public final class Native {

    private Native() {}

    /** @throws BenchFailure names the Debian package that has it */
    public static void require(String program, String debianPackage) {
        if (!exists(program)) {
            throw BenchFailure.environment(
                    "%s is missing, and this bench needs it: install it (Debian: apt-get install %s)."
                            .formatted(program, debianPackage));
        }
    }

    /** Whether PATH has it. */
    public static boolean exists(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
