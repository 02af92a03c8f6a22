package io.headroom.bench.generator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ours, as its users run it: a scenario file and a command line. */
public final class Headroom implements SmallGets.Sender, FixedRate.Sender, Journeys.Sender {

    /** At a fixed rate so much may be under way that nothing but a target at a stand-still for long drops arrivals. */
    private static final int IN_FLIGHT = 20_000;

    private static final String RESULT = "result.json";

    /**
     * A load test.
     *
     * @param scenario name of its class
     * @param target the server, without a path
     * @param model what {@code run} takes, for example {@code --rate 100/s}
     */
    public record LoadTest(String scenario, URI target, List<String> model, Duration duration) {}

    @Override
    public String name() {
        return "headroom";
    }

    @Override
    public List<String> command(SmallGets load, Path folder) {
        List<String> model = List.of(
                "--users", String.valueOf(load.connections()), "--connections", String.valueOf(load.connections()));
        return command(new LoadTest("SmallGet", load.url().resolve("/"), model, load.duration()), folder);
    }

    @Override
    public List<String> command(FixedRate load, Path folder) {
        List<String> model = List.of(
                "--rate",
                load.requestsPerSecond() + "/s",
                "--connections",
                String.valueOf(load.connections()),
                "--in-flight",
                String.valueOf(IN_FLIGHT));
        return command(new LoadTest("SmallGet", load.url().resolve("/"), model, load.duration()), folder);
    }

    @Override
    public List<String> command(Journeys load, Path folder) {
        List<String> model =
                List.of("--users", String.valueOf(load.users()), "--connections", String.valueOf(load.users()));
        return command(new LoadTest("RegisterFetchUpdate", load.url(), model, load.duration()), folder);
    }

    /** How to start any load test; what it measured goes to {@link #result}. */
    public List<String> command(LoadTest test, Path folder) {
        String file = test.scenario() + ".java";
        copy(file, folder.resolve(file));
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of(file, "--target", test.target().toString()));
        command.addAll(test.model());
        command.addAll(List.of("--for", test.duration().toSeconds() + "s", "--loops", "1", "--json", RESULT));
        return List.copyOf(command);
    }

    /** What the load test measured that ran last in this folder. */
    public LoadResult result(Path folder) throws IOException {
        return LoadResult.read(folder.resolve(RESULT));
    }

    private static List<String> program() {
        return List.of(
                Jvm.program(),
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                Jvm.ONE_CORE,
                "-cp",
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString(),
                EngineProgram.class.getName());
    }

    private static void copy(String scenario, Path file) {
        try (InputStream source = Headroom.class.getResourceAsStream(scenario)) {
            if (source == null) {
                throw new IllegalArgumentException("no scenario " + scenario);
            }
            Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(5);
    }
}
