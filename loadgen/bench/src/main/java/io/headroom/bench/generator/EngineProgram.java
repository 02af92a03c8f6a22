package io.headroom.bench.generator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.engine.Drive;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.Load;
import io.headroom.engine.LoadSession;
import io.headroom.engine.Target;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.schedule.RateProfile;
import io.headroom.engine.schedule.UserProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The engine in a process of its own, with a part of the options and of the result document that {@code run} has. */
@Command(name = "engine-program")
final class EngineProgram implements Callable<Integer> {

    private static final double MICROS_PER_MILLI = 1_000;
    private static final long HIGHEST_MICROS = 3_600_000_000L;

    @Parameters
    @SuppressWarnings("NullAway.Init") // required
    Path scenario;

    @Option(names = "--target", required = true)
    @SuppressWarnings("NullAway.Init") // required
    URI target;

    @Option(names = "--rate")
    String rate = "";

    @Option(names = "--users")
    int users;

    @Option(names = "--for", required = true)
    String duration = "";

    @Option(names = "--connections")
    int connections;

    @Option(names = "--in-flight")
    int inFlight;

    @Option(names = "--loops")
    int loops = 1;

    @Option(names = "--json", required = true)
    @SuppressWarnings("NullAway.Init") // required
    Path json;

    private final Map<Integer, ObjectNode> windows = new TreeMap<>();
    private final Map<Integer, Histogram> lags = new TreeMap<>();
    private final Map<String, Histogram> requests = new TreeMap<>();
    private final Map<String, Histogram> lagsOfRequests = new TreeMap<>();
    private final Map<String, Histogram> journeys = new TreeMap<>();

    private EngineProgram() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EngineProgram()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var length = Duration.ofSeconds(number(duration));
        var compiled = CompiledScenario.compile(scenario.toString(), Files.readString(scenario));
        EngineSettings settings = EngineSettings.defaults()
                .withLoops(loops)
                .withInFlightMax(inFlight)
                .withConnectionsMax(connections);
        Load load = users > 0
                ? new Load.Closed(UserProfile.constant(users, length), Duration.ZERO)
                : new Load.Open(RateProfile.constant(number(rate), length));
        try (var session = LoadSession.open(compiled, new Target(target, Map.of(), Duration.ofSeconds(10)), settings)) {
            session.prepare(System.out::println);
            var report = session.drive(new Drive(1, load, Duration.ofSeconds(10)), deltas -> deltas.forEach(this::add));
            System.out.println(report);
            var document = new ObjectMapper().createObjectNode();
            document.putObject("totals")
                    .put("offered", report.totals().offered())
                    .put("dropped", report.totals().dropped() * requests.size());
            write(document);
            new ObjectMapper().writeValue(json.toFile(), document);
        }
        return 0;
    }

    private static int number(String text) {
        return Integer.parseInt(text.replaceAll("\\D", ""));
    }

    private void add(WindowDelta delta) {
        ObjectNode window = windows.computeIfAbsent(
                delta.index(),
                index -> new ObjectMapper()
                        .createObjectNode()
                        .put("second", index)
                        .put("offered", 0)
                        .put("sent", 0));
        window.put("offered", window.path("offered").asLong() + delta.offered());
        window.put("sent", window.path("sent").asLong() + delta.sent());
        delta.requests().forEach((name, latencies) -> {
            sum(requests, name).add(latencies.response());
            sum(lagsOfRequests, name).add(latencies.lag());
            lags.computeIfAbsent(delta.index(), index -> new Histogram(HIGHEST_MICROS, 3))
                    .add(latencies.lag());
        });
        delta.journeys().forEach((name, journey) -> sum(journeys, name).add(journey.response()));
    }

    private static Histogram sum(Map<String, Histogram> sums, String name) {
        return sums.computeIfAbsent(name, any -> new Histogram(HIGHEST_MICROS, 3));
    }

    private void write(ObjectNode document) {
        ArrayNode series = document.putArray("series");
        windows.forEach((index, window) -> {
            Histogram lag = lags.get(index);
            if (lag != null) {
                percentiles(window.putObject("lag"), lag);
            }
            series.add(window);
        });
        ArrayNode requestNodes = document.putArray("requests");
        requests.forEach((name, response) -> {
            ObjectNode node = requestNodes.addObject().put("name", name);
            percentiles(node.putObject("response"), response);
            percentiles(node.putObject("lag"), sum(lagsOfRequests, name));
        });
        ArrayNode journeyNodes = document.putArray("journeys");
        journeys.forEach((name, response) ->
                percentiles(journeyNodes.addObject().put("name", name).putObject("response"), response));
    }

    private static void percentiles(ObjectNode node, Histogram histogram) {
        node.put("p50", histogram.getValueAtPercentile(50) / MICROS_PER_MILLI);
        node.put("p95", histogram.getValueAtPercentile(95) / MICROS_PER_MILLI);
        node.put("p99", histogram.getValueAtPercentile(99) / MICROS_PER_MILLI);
        node.put("max", histogram.getMaxValue() / MICROS_PER_MILLI);
    }
}
