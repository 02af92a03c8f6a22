package io.headroom.localcloud.command;

import io.headroom.localcloud.daemon.Daemon;
import io.headroom.localcloud.folder.CloudFolder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Started by {@code create}, never by a person. */
@Command(name = "daemon", hidden = true, description = "Run an environment in this process.")
final class DaemonCommand implements Callable<Integer> {

    @Option(names = "--name", required = true)
    private String name = "";

    @Option(names = "--run-id", required = true)
    private String runId = "";

    @Option(names = "--expires-at", required = true)
    private Instant expiresAt = Instant.MIN;

    @Option(names = "--instance-command", required = true)
    private List<String> instanceCommand = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Daemon.run(
                new Daemon.Settings(CloudFolder.named(name), runId, expiresAt, instanceCommand),
                InstantSource.system());
        return 0;
    }
}
