package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which platform a verb talks to: by its address, or the one that serves a data folder. */
class PlatformOption extends DataOption {

    @Option(
            names = "--platform",
            paramLabel = "URL",
            description = "The platform's address; otherwise the one that serves the data folder.")
    @Nullable
    String platform;

    URI address(Map<String, String> environment) {
        if (platform == null) {
            return PlatformOfFolder.address(folder(environment));
        }
        try {
            URI address = URI.create(platform);
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // Told below.
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "--platform is %s, which is not an address such as http://127.0.0.1:7800.".formatted(platform));
    }
}
