package io.headroom.agent.command;

import io.headroom.agent.platform.DataFolder;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that verbs about a platform share. */
class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The platform's data folder; otherwise HEADROOM_HOME, otherwise ~/.local/share/headroom.")
    @Nullable
    Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    DataFolder folder(Map<String, String> environment) {
        return DataFolder.of(data, environment);
    }
}
