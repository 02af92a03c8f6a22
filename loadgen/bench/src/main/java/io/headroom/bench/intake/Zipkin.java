package io.headroom.bench.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.bench.generator.PeerBuild;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Children;
import io.headroom.bench.measure.Cores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Zipkin's slim server of Maven Central, storing in memory, on one core. */
final class Zipkin implements SpanServer {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 100;
    private static final Pattern SERVING = Pattern.compile("Serving HTTP at .*http://127\\.0\\.0\\.1:(\\d+)/");

    private final Process process;
    private final URI url;
    private final Answers answers = new Answers();

    private Zipkin(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static Zipkin start(int core, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("zipkin.txt");
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                PeerBuild.classPath("zipkin"),
                "org.springframework.boot.loader.launch.JarLauncher",
                "--armeria.ports[0].ip=127.0.0.1",
                "--armeria.ports[0].port=0",
                "--armeria.ports[0].protocols=http");
        Process process = Children.start(new ProcessBuilder(Cores.pinned(core, java))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        long end = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            Matcher serving = SERVING.matcher(Files.readString(log));
            if (serving.find()) {
                return new Zipkin(process, URI.create("http://127.0.0.1:" + serving.group(1)));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        Children.end(process);
        throw BenchFailure.environment(
                "zipkin does not start; it wrote: " + Files.readString(log).strip());
    }

    @Override
    public String name() {
        return "zipkin";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public URI address() {
        return url.resolve("/api/v2/spans");
    }

    @Override
    public Taken taken() throws IOException, InterruptedException {
        JsonNode metrics = answers.get(url.resolve("/metrics"));
        long spans = metrics.path("counter.zipkin_collector.spans.http").asLong();
        long lost = metrics.path("counter.zipkin_collector.spans_dropped.http").asLong();
        return new Taken(spans, lost, spans - lost, spans - lost);
    }

    /** Its answer to a request says so. */
    @Override
    public void awaitAllDone(Duration patience) {}

    @Override
    public void close() {
        Children.end(process);
    }
}
