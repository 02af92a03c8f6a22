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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ours, as its users run it: a scenario file and a command line. */
public final class Headroom implements SmallGets.Sender, FixedRate.Sender, Journeys.Sender {

    /** At a fixed rate so much may be under way that nothing but a target at a stand-still for long drops arrivals. */
    private static final int IN_FLIGHT = 20_000;

    private static final String RESULT = "result.json";
    private static final String INTERVALS = "intervals.hdr";

    /** What a run says of a target that did not keep up; here it is sometimes meant not to. */
    private static final int FAILED = 2;
    /** What a run says of a generator at its limit; here it is often meant to be there. */
    private static final int INVALID = 3;

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
                String.valueOf(IN_FLIGHT),
                "--hdr",
                INTERVALS);
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
        List<String> command = new ArrayList<>(List.of(Checkout.launcher().toString(), "run", file));
        command.addAll(List.of("--target", test.target().toString()));
        command.addAll(test.model());
        command.addAll(
                List.of("--for", test.duration().toSeconds() + "s", "--loops", "1", "--quiet", "--json", RESULT));
        return List.copyOf(command);
    }

    /** What the load test measured that ran last in this folder. */
    public LoadResult result(Path folder) throws IOException {
        return LoadResult.read(folder.resolve(RESULT));
    }

    /** By how much requests of a name were written late, second by second, in the fixed rate that ran last in this folder. */
    public List<Double> lagP99Millis(String request, Path folder) throws IOException {
        return IntervalLog.p99Millis(folder.resolve(INTERVALS), "lag", request);
    }

    /** The launcher builds nothing, and tells the JVM that it has one core. */
    @Override
    public Map<String, String> environment() {
        String options = System.getenv().getOrDefault("HEADROOM_JAVA_OPTIONS", "");
        return Map.of(
                "HEADROOM_BUILD",
                "never",
                "HEADROOM_JAVA_OPTIONS",
                (options + " " + Jvm.ONE_CORE).strip(),
                "JAVA_HOME",
                System.getProperty("java.home"));
    }

    @Override
    public Set<Integer> exitCodes() {
        return Set.of(0, FAILED, INVALID);
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
    public Optional<String> complaint(String output, Path folder) throws IOException {
        return result(folder).errors();
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(5);
    }
}
