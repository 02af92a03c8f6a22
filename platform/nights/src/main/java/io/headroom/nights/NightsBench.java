package io.headroom.nights;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headroom.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headroom bench nights}. Exit codes: 0 every night had one run, and forgetful replicas were caught; 2 not; 4 usage; 5 environment. */
@Command(
        name = "headroom bench nights",
        mixinStandardHelpOptions = true,
        description =
                "Has three replicas share a nightly schedule on a simulated clock, kills them, and counts the runs of each night.")
public final class NightsBench implements Callable<Integer> {

    private static final int FAILED = 2;
    private static final int USAGE = 4;
    private static final int ENVIRONMENT = 5;
    private static final int COUNT_MAX = 5_000;

    /** On each of them a replica dies between its run and its night. */
    private static final int FORGETFUL_NIGHTS = 4;

    @Option(
            names = "--count",
            defaultValue = "200",
            description =
                    "Nights, half around the spring's change of clocks and half around the autumn's (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--seed", defaultValue = "1", description = "Of who dies when (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file, too.")
    private @Nullable Path json;

    static void main(String[] arguments) {
        System.exit(new CommandLine(new NightsBench())
                .setExitCodeExceptionMapper(failure -> ENVIRONMENT)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (count < 2 || count > COUNT_MAX) {
            System.err.println("headroom bench nights: give a --count from 2 to " + COUNT_MAX + ".");
            return USAGE;
        }
        Path folder = Files.createTempDirectory("headroom-nights-");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"))) {
            NightsResult result = series(postgres, count, false);
            NightsResult forgetful = series(postgres, FORGETFUL_NIGHTS, true);
            print(result, forgetful);
            if (json != null) {
                Files.writeString(json, document(result, forgetful));
            }
            return result.holds() && forgetful.twice() > 0 ? 0 : FAILED;
        } finally {
            delete(folder);
        }
    }

    private NightsResult series(EmbeddedPostgres postgres, int nights, boolean forgetful) throws Exception {
        List<String> access = List.of(postgres.jdbcUrl(), postgres.username(), postgres.password());
        try (NightSeries series = new NightSeries(access, forgetful, seed)) {
            return series.run(nights);
        }
    }

    private void print(NightsResult result, NightsResult forgetful) {
        System.out.printf("%d nights, 3 replicas, seed %d%n%n", result.nights(), seed);
        for (Death death : Death.values()) {
            if (death != Death.NONE) {
                System.out.printf(
                        "  %-32s %5d%n", "died " + death.text(), result.deaths().getOrDefault(death, 0));
            }
        }
        System.out.printf("%n  %-32s %5d%n", "nights with one run", result.once());
        System.out.printf("  %-32s %5d%n", "nights without one", result.never());
        System.out.printf("  %-32s %5d%n", "nights with several", result.twice());
        System.out.printf("  %-32s %5d%n", "nights that are none", result.invented());
        System.out.printf("  %-32s %5d%n", "runs without a night", result.orphans());
        System.out.printf(
                "%n  replicas that do not look for a run before they start one: %s%n",
                forgetful.twice() > 0
                        ? "caught, %d of %d nights with several".formatted(forgetful.twice(), forgetful.nights())
                        : "NOT CAUGHT");
    }

    private static String document(NightsResult result, NightsResult forgetful) throws IOException {
        return new JsonMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Map.of(
                                "bench",
                                "nights",
                                "machine",
                                Map.of(
                                        "cores", Runtime.getRuntime().availableProcessors(),
                                        "java", System.getProperty("java.version"),
                                        "system", System.getProperty("os.name")),
                                "rows",
                                List.of(
                                        row(
                                                result.nights() + " nights",
                                                "with one run",
                                                result.once(),
                                                result.nights()),
                                        row(result.nights() + " nights", "without a run", result.never(), 0),
                                        row(result.nights() + " nights", "with several runs", result.twice(), 0),
                                        row(result.nights() + " nights", "replicas killed", result.killed(), null),
                                        row(
                                                "forgetful replicas",
                                                "nights with several runs",
                                                forgetful.twice(),
                                                null))))
                + "\n";
    }

    private static Map<String, Object> row(String work, String metric, int ours, @Nullable Integer goal) {
        return goal == null
                ? Map.of("work", work, "metric", metric, "ours", ours)
                : Map.of("work", work, "metric", metric, "ours", ours, "goal", goal, "met", ours == goal);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                if (!file.delete()) {
                    System.err.println("left behind: " + file);
                }
            });
        } catch (IOException | UncheckedIOException left) {
            System.err.println("left behind: " + folder);
        }
    }
}
