package io.headroom.localcloud.command;

import io.headroom.localcloud.folder.CloudFolder;
import io.headroom.localcloud.folder.Description;
import io.headroom.localcloud.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** For people and for sweepers; an environment whose daemon is gone is {@code lost}, and destroying it cleans up. */
@Command(name = "list", description = "Show the environments of this machine.")
final class ListCommand implements Callable<Integer> {

    private record Row(
            String name,
            @Nullable String runId,
            String state,
            @Nullable Instant expiresAt) {}

    /** A folder that nobody has described for longer belongs to a creation that was killed. */
    private static final Duration STARTING_MAX = Duration.ofMinutes(1);

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        List<Row> rows = CloudFolder.all().stream().map(ListCommand::row).toList();
        if (json) {
            System.out.println(Json.writeIndented(rows));
            return 0;
        }
        System.out.printf("%-40s %-40s %-8s %s%n", "NAME", "RUN", "STATE", "EXPIRES");
        rows.forEach(row -> System.out.printf(
                "%-40s %-40s %-8s %s%n",
                row.name(),
                row.runId() == null ? "-" : row.runId(),
                row.state(),
                row.expiresAt() == null ? "-" : row.expiresAt()));
        return 0;
    }

    private static Row row(CloudFolder folder) {
        Optional<Description> description = folder.description();
        return new Row(
                folder.name(),
                description.map(Description::runId).orElse(null),
                state(folder, description),
                description.map(Description::expiresAt).orElse(null));
    }

    private static String state(CloudFolder folder, Optional<Description> description) {
        if (description.isPresent()) {
            return description.get().daemon().isAlive() ? "running" : "lost";
        }
        boolean fresh = folder.path().toFile().lastModified() > System.currentTimeMillis() - STARTING_MAX.toMillis();
        return fresh ? "starting" : "lost";
    }
}
