package io.headroom.bench.defect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.bench.measure.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the demo as its users do, with a data folder of its own, and reads the result document. */
final class Demo {

    private static final long LIMIT_MINUTES = 10;

    /** It puts everything back before it ends. */
    private static final long ENDING_SECONDS = 60;

    private final Path root;
    private final Path folder;

    /**
     * @param root where the launcher stands
     * @param folder for data and results
     */
    Demo(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /** @return the result document; empty if the demo ended without one */
    Optional<JsonNode> run(Optional<SampleDefect> defect, String stages) throws IOException, InterruptedException {
        Path result = folder.resolve(defect.map(SampleDefect::id).orElse("none") + ".json");
        List<String> command = new ArrayList<>(
                List.of(root.resolve("headroom").toString(), "demo", "--stages", stages, "--json", result.toString()));
        defect.ifPresent(one -> command.addAll(List.of("--defect", one.id())));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(result.getFileName() + ".log").toFile());
        builder.environment().put("HEADROOM_HOME", folder.resolve("home").toString());
        builder.environment().put("HEADROOM_BUILD", "never");
        Process process = builder.start();
        Thread onExit = new Thread(() -> end(process), "let the demo put everything back");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                end(process);
                throw BenchFailure.environment(
                        "the demo took longer than %d minutes; what it said is in %s".formatted(LIMIT_MINUTES, folder));
            }
        } finally {
            forget(onExit);
        }
        return Files.exists(result) ? Optional.of(new ObjectMapper().readTree(result.toFile())) : Optional.empty();
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the program is ending already
        }
    }
}
