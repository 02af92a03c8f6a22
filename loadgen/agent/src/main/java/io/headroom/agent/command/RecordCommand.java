package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.har.HarFile;
import io.headroom.authoring.har.HarJournal;
import io.headroom.authoring.recording.Recorded;
import io.headroom.authoring.recording.RecordingProxy;
import io.headroom.authoring.recording.RecordingProxy.Place;
import io.headroom.authoring.recording.Trust;
import io.headroom.authoring.traffic.Traffic;
import io.headroom.authoring.traffic.TrafficScenario;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "record",
        description =
                "Serves a target's pages on this machine, and writes a scenario from what you click or call there, when you end it by Ctrl-C.",
        footer = {
            "",
            "Examples",
            "  ./headroom record --target https://shop.example",
            "  ./headroom record --target http://localhost:8081 --port 9000 --out scenarios/CheckoutJourneys.java",
            "  ./headroom record --target https://shop.internal:8443 --ca our-authority.pem",
        })
class RecordCommand implements Callable<Integer> {

    private static final int PORT_MAX = 65_535;

    private final Surroundings surroundings;

    @Option(
            names = "--target",
            paramLabel = "URL",
            required = true,
            description = "The service, for example https://shop.example.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    URI target;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "0",
            description = "Port on the loopback interface; by default any that is free.")
    int port;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM file of a private certificate authority to believe, beside those that Java believes.")
    @Nullable
    Path authorities;

    @Option(names = "--insecure", description = "Believe every certificate.")
    boolean insecure;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    ScenarioOutput output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    HelpOption help;

    @Inject
    RecordCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        String name = output.className(target.getHost());
        Path out = output.file(name);
        Path saved = out.resolveSibling(name + ".recording.har");
        var ended = new CountDownLatch(1);
        Interruption.install(_ -> ended.countDown());
        return record(name, out, saved, ended).number();
    }

    ExitCode record(String name, Path out, Path saved, CountDownLatch ended) throws InterruptedException {
        Terminal terminal = surroundings.terminal();
        try (HarJournal journal = begin(saved)) {
            var place = new Place(target, port, trust(), InstantSource.system());
            try (RecordingProxy proxy =
                    RecordingProxy.open(place, journal, recorded -> terminal.print(line(recorded)))) {
                String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
                terminal.print("open http://127.0.0.1:%d%s and click through what users do; Ctrl-C writes %s"
                        .formatted(proxy.port(), path, out));
                ended.await();
            }
            if (journal.entries() == 0) {
                Files.deleteIfExists(saved);
                terminal.say("nothing was recorded, so nothing was written");
                return ExitCode.PASS;
            }
            Traffic traffic = HarFile.read(saved);
            var recorded = new Traffic(traffic.pages(), traffic.exchanges(), "a recording");
            output.write(TrafficScenario.write(name, recorded, Set.of()), out, terminal);
            Files.deleteIfExists(saved);
            return ExitCode.PASS;
        } catch (AuthoringException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, e.getMessage() + (Files.exists(saved) ? "; what was recorded is in " + saved : ""));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "Cannot record on port %d: %s; name another by --port P.".formatted(port, e.getMessage()));
        }
    }

    /** Recording goes to a file as it happens, so that it outlives this process. */
    private static HarJournal begin(Path saved) {
        try {
            return HarJournal.create(saved);
        } catch (FileAlreadyExistsException _) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s holds a recording that was not ended in order: './headroom import har %s' makes a scenario of it; then delete it, for it holds passwords as they were typed."
                            .formatted(saved, saved));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "%s cannot be written: %s".formatted(saved, e.getMessage()));
        }
    }

    private SSLContext trust() throws AuthoringException {
        if (insecure) {
            return Trust.ofAnyone();
        }
        return authorities == null ? Trust.ofJava() : Trust.of(authorities);
    }

    private static String line(Recorded recorded) {
        return switch (recorded) {
            case Recorded.Answered(String method, String path, int status) ->
                "  %s %s → %d".formatted(method, path, status);
            case Recorded.Failed(String method, String path, String reason) ->
                "  %s %s failed: %s".formatted(method, path, reason);
            case Recorded.Refused(String method, String path, String reason) ->
                "  %s %s refused: %s".formatted(method, path, reason);
        };
    }

    private void check() {
        boolean http = "http".equalsIgnoreCase(target.getScheme()) || "https".equalsIgnoreCase(target.getScheme());
        if (!http || target.getHost() == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--target is %s, and must be an address such as https://shop.example.".formatted(target));
        }
        if (port < 0 || port > PORT_MAX) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--port is %d, and must lie between 0 and %d.".formatted(port, PORT_MAX));
        }
    }
}
