package io.headroom.bench.engine;

import io.headroom.bench.generator.Native;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Cores;
import io.headroom.bench.report.Row;
import io.headroom.bench.server.Nginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All that is measured of the load engine. */
public final class EngineSuite {

    private final List<Work> works;
    private final Duration patience;
    private final Consumer<String> progress;

    /**
     * @param chosen names of works, all of them if empty
     * @throws BenchFailure if there is no such work
     */
    public EngineSuite(Settings settings, List<String> chosen, Consumer<String> progress) {
        List<Work> all = all(settings);
        List<String> names = all.stream().map(Work::name).toList();
        chosen.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(unknown -> {
            throw BenchFailure.usage("--work '%s' is none of %s.".formatted(unknown, String.join(", ", names)));
        });
        this.works = all.stream()
                .filter(work -> chosen.isEmpty() || chosen.contains(work.name()))
                .toList();
        this.patience = settings.patience();
        this.progress = progress;
    }

    private static List<Work> all(Settings settings) {
        return List.of(
                new SmallGet(64, settings),
                new SmallGet(256, settings),
                new JourneyCost(settings),
                new PacedRate(5_000, settings),
                new PacedRate(20_000, settings),
                new Stall(),
                Memory.whenBusy(),
                Memory.whenThinking(),
                new Allocation(settings),
                new WholeRun());
    }

    /**
     * Measures one work after the other.
     *
     * @param measured given the rows of each as soon as there are any, so that what is measured is not lost when a later one fails
     */
    public void measure(Consumer<List<Row>> measured) throws IOException, InterruptedException {
        Native.require("nginx", "nginx-light");
        Native.require("taskset", "util-linux");
        Cores cores = Cores.ofThisProcess()
                .orElseThrow(() ->
                        BenchFailure.environment("this process may use one core only, and a server and a generator on"
                                + " one core take time from each other: it cannot be measured here. Give it two."));
        cores.keepOffGenerator();
        Path folder = Files.createTempDirectory("headroom-bench");
        try (Nginx nginx = Nginx.start(cores.server(), folder)) {
            var laboratory = new Laboratory(cores, nginx, folder, patience, progress);
            for (Work work : works) {
                measured.accept(work.measure(laboratory));
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
