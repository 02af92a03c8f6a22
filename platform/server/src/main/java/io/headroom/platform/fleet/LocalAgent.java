package io.headroom.platform.fleet;

import io.headroom.platform.home.Installation;
import io.headroom.protocol.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts an agent as a process of this machine, the fleet of a platform that was given no other. */
@ApplicationScoped
public class LocalAgent {

    private static final Duration DIAL_IN_LIMIT = Duration.ofSeconds(40);
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(5);

    private final Fleet fleet;
    private final Installation installation;

    LocalAgent(Fleet fleet, Installation installation) {
        this.fleet = fleet;
        this.installation = installation;
    }

    /**
     * @param name what the agent is called; nobody else may use the name
     * @throws Fleet.WorkFailed if it does not start and dial in
     */
    public Started start(String name) throws Fleet.WorkFailed, InterruptedException {
        Path log = installation.folder("logs").resolve(name + ".log");
        Process process = launch(name, log);
        try {
            Optional<String> agent = fleet.await(name, process::isAlive, DIAL_IN_LIMIT);
            if (agent.isPresent()) {
                process.onExit().thenRun(() -> fleet.farewell(agent.get()));
                return new Started(agent.get(), process);
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            throw stop;
        }
        process.destroyForcibly();
        throw new Fleet.WorkFailed(
                Fault.PLATFORM,
                "the local agent did not dial in, or not within " + DIAL_IN_LIMIT.toSeconds() + " s: see " + log
                        + lastLine(log));
    }

    private Process launch(String name, Path log) throws Fleet.WorkFailed {
        Path application = installation.root().resolve("loadgen/agent/target/quarkus-app/quarkus-run.jar");
        List<String> command = List.of(
                installation.java().toString(),
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xms96m",
                "-Xmx256m",
                "-jar",
                application.toString(),
                "agent",
                "--platform",
                installation.url(),
                "--name",
                name,
                "--exit-with-parent");
        File output = log.toFile();
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
        } catch (IOException failure) {
            throw new Fleet.WorkFailed(Fault.PLATFORM, "cannot start the local agent: " + failure.getMessage());
        }
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "" : " (" + lines.getLast().strip() + ")";
        } catch (IOException none) {
            return "";
        }
    }

    /** An agent that works for us until it is closed. */
    public record Started(String agent, Process process) implements AutoCloseable {

        /** Lets it go: its standard input closes, which ends it; after a while it is ended. */
        @Override
        public void close() {
            try {
                process.getOutputStream().close();
                if (!process.waitFor(EXIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            } catch (IOException | InterruptedException hurried) {
                process.destroyForcibly();
            }
        }
    }
}
