package io.headroom.bench.generator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** h2load of nghttp2, with HTTP/1.1: C++, one thread. It keeps a rate on each connection. */
public final class H2load implements SmallGets.Sender, FixedRate.Sender {

    private static final Pattern REQUESTS =
            Pattern.compile("^requests: .* (?<done>\\d+) done, (?<succeeded>\\d+) succeeded,");

    @Override
    public String name() {
        return "h2load";
    }

    @Override
    public List<String> command(SmallGets load, Path folder) {
        return command(load.url(), load.connections(), load.duration(), List.of());
    }

    @Override
    public List<String> command(FixedRate load, Path folder) {
        double ofConnection = (double) load.requestsPerSecond() / load.connections();
        String pace = String.format(Locale.ROOT, "--rps=%.6f", ofConnection);
        return command(load.url(), load.connections(), load.duration(), List.of(pace));
    }

    private static List<String> command(URI url, int connections, Duration duration, List<String> pace) {
        Native.require("h2load", "nghttp2-client");
        List<String> command = new ArrayList<>(List.of("h2load", "--h1", "-t1", "-c" + connections));
        command.add("-D" + duration.toSeconds());
        command.addAll(pace);
        command.add(url.toString());
        return List.copyOf(command);
    }

    @Override
    public Optional<String> complaint(String output, Path folder) {
        return OutputLine.complaint(REQUESTS, counts -> counts.group("done").equals(counts.group("succeeded")), output);
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(1);
    }
}
