package io.headroom.bench.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.bench.generator.Checkout;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Children;
import io.headroom.bench.measure.Cores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ours, as {@code ./headroom up} starts it, on one core. It expects one load session that nobody drives. */
final class Platform implements SpanServer {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 250;

    private final Process command;
    private final Answers answers = new Answers();
    private final String session;
    private final long pid;
    private final URI url;

    private Platform(Process command, String session, JsonNode announced) {
        this.command = command;
        this.session = session;
        this.pid = announced.get("pid").asLong();
        this.url = URI.create(announced.get("url").asText());
    }

    static Platform start(int core, Path folder, String session) throws IOException, InterruptedException {
        Path data = folder.resolve("platform");
        Path log = folder.resolve("platform.txt");
        var builder = new ProcessBuilder(Cores.pinned(
                        core,
                        List.of(Checkout.launcher().toString(), "up", "--data", data.toString(), "--port", freePort())))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HEADROOM_BUILD", "never");
        builder.environment().put("HEADROOM_OTLP_EXPECT", session);
        builder.environment().put("HEADROOM_OTLP_GRPC_PORT", "0");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process command = Children.start(builder);
        Path announcement = data.resolve("platform.json");
        long end = System.nanoTime() + START.toNanos();
        while (command.isAlive() && System.nanoTime() < end) {
            if (Files.exists(announcement) && Files.size(announcement) > 0) {
                return new Platform(command, session, new ObjectMapper().readTree(announcement.toFile()));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        Children.end(command);
        throw BenchFailure.environment("the platform does not start; it wrote: "
                + Files.readString(log).strip());
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    @Override
    public String name() {
        return "headroom";
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public URI address() {
        return url.resolve("/v1/traces");
    }

    @Override
    public Taken taken() throws IOException, InterruptedException {
        JsonNode intake = answers.get(url.resolve("/api/telemetry"));
        JsonNode assembly = intake.get("assembly");
        long lost = assembly.get("spansDropped").asLong()
                + assembly.get("spansLate").asLong()
                + assembly.get("spansForeign").asLong();
        return new Taken(
                intake.get("received").path("SPANS_ACCEPTED").asLong(),
                lost,
                assembly.get("spansLeft").asLong(),
                complete() * MadeUpTraffic.SPANS_PER_TRACE);
    }

    /** Traces leave when nothing was heard of them for some seconds. */
    @Override
    public void awaitAllDone(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (held() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private long held() throws IOException, InterruptedException {
        return answers.get(url.resolve("/api/telemetry"))
                .get("assembly")
                .get("spansHeld")
                .asLong();
    }

    /** Traces that stand whole in the figures of the session's load step. */
    private long complete() throws IOException, InterruptedException {
        long complete = 0;
        for (JsonNode step : answers.get(url.resolve("/api/runs/" + session + "/telemetry"))) {
            complete += step.get("coverage").get("complete").asLong();
        }
        return complete;
    }

    @Override
    public void close() {
        Children.end(command);
    }
}
