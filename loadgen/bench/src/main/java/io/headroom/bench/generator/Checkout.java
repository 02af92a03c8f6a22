package io.headroom.bench.generator;

import io.headroom.bench.measure.BenchFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Headroom itself lies. */
public final class Checkout {

    private static final String LAUNCHER = "headroom";

    private Checkout() {}

    /** The launcher says where; without it, it is looked for from the working folder upwards. */
    static Path root() {
        String said = System.getenv("HEADROOM_ROOT");
        if (said != null) {
            return Path.of(said);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve(LAUNCHER))) {
                return folder;
            }
        }
        throw BenchFailure.environment(
                "Headroom's own folder is not above " + Path.of("").toAbsolutePath() + ".");
    }

    public static Path launcher() {
        return root().resolve(LAUNCHER);
    }

    /** Whether the program is built that sends load. */
    public static boolean hasAgent() {
        return Files.exists(root().resolve("loadgen/agent/target/quarkus-app/quarkus-run.jar"));
    }
}
