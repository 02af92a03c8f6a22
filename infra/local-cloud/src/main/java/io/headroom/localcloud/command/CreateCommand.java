package io.headroom.localcloud.command;

import io.headroom.localcloud.folder.CloudFolder;
import io.headroom.localcloud.folder.Description;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creating an environment that exists for the same run changes nothing. */
@Command(name = "create", description = "Start an environment: one daemon, which waits for orders.")
final class CreateCommand implements Callable<Integer> {

    private static final Duration START_MAX = Duration.ofSeconds(30);

    @Option(names = "--name", required = true, description = "The environment's name.")
    private String name = "";

    @Option(names = "--run-id", required = true, description = "The run it belongs to.")
    private String runId = "";

    @Option(
            names = "--expires-at",
            required = true,
            description = "When it destroys itself, for example 2030-01-01T00:00:00Z.")
    private String expiresAt = "";

    @Option(
            names = "--root",
            description = "Headroom's folder, which holds the sample target (default: HEADROOM_ROOT).")
    private @Nullable Path root;

    @Option(
            names = "--instance-command",
            hidden = true,
            description = "Program or argument of an instance, once for each, in place of the sample target.")
    private List<String> instanceCommand = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        CloudFolder folder = CloudFolder.named(name);
        Instant expiry = expiry();
        List<String> command = instanceCommand.isEmpty() ? sampleTarget() : instanceCommand;
        try (AutoCloseable exclusive = CloudFolder.exclusively()) {
            Optional<Description> present = folder.description();
            if (present.isPresent() && present.get().daemon().isAlive()) {
                requireSameRun(present.get());
                System.out.println("Environment '" + name + "' is there already.");
                return 0;
            }
            if (folder.exists()) {
                Destruction.of(folder).run();
            }
            folder.create();
            start(folder, expiry, command);
        }
        System.out.println("Environment '" + name + "' is there until " + expiry + ".");
        return 0;
    }

    private void start(CloudFolder folder, Instant expiry, List<String> command) throws Exception {
        Process daemon = DaemonProcess.start(folder, runId, expiry, command);
        boolean answers = Waiting.until(() -> !daemon.isAlive() || answers(folder), START_MAX);
        if (answers && daemon.isAlive()) {
            return;
        }
        String log = DaemonProcess.lastWords(folder);
        daemon.destroy();
        Destruction.of(folder).run();
        throw CommandFailure.environment("The daemon of environment '" + name + "' did not start: " + log);
    }

    private boolean answers(CloudFolder folder) throws Exception {
        return folder.description().isPresent()
                && CloudClient.of(name).get("/v1/cloud").isSuccess();
    }

    private void requireSameRun(Description present) {
        if (!present.runId().equals(runId)) {
            throw CommandFailure.environment("Environment '" + name + "' belongs to run '" + present.runId()
                    + "', not '" + runId + "': choose another name, or destroy that one.");
        }
    }

    private Instant expiry() {
        try {
            Instant expiry = Instant.parse(expiresAt);
            if (expiry.isAfter(Instant.now())) {
                return expiry;
            }
            throw CommandFailure.usage("--expires-at is " + expiresAt + ", which is over: give a time to come.");
        } catch (DateTimeParseException malformed) {
            throw CommandFailure.usage(
                    "--expires-at is '" + expiresAt + "': give a time such as 2030-01-01T00:00:00Z.");
        }
    }

    private List<String> sampleTarget() {
        String fromEnvironment = System.getenv("HEADROOM_ROOT");
        Path base = root != null ? root : fromEnvironment != null ? Path.of(fromEnvironment) : null;
        if (base == null) {
            throw CommandFailure.usage("Where the sample target is, is not known: set HEADROOM_ROOT or give --root.");
        }
        Path jar = base.toAbsolutePath().resolve("sample-target/target/quarkus-app/quarkus-run.jar");
        if (!Files.isReadable(jar)) {
            throw CommandFailure.environment("The sample target is not built: " + jar + " is missing.");
        }
        return SampleTarget.command(jar);
    }
}
