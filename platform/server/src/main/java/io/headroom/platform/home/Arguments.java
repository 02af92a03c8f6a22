package io.headroom.platform.home;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the platform's process is started with.
 *
 * @param data folder that keeps everything the platform must not lose
 * @param port TCP port on the loopback interface, 0 for any free one
 * @param exitWithParent end, after putting everything back, when standard input closes
 */
public record Arguments(Path data, int port, boolean exitWithParent) {

    /** @throws StartupFailure naming the flag, its value and the remedy */
    public static Arguments parse(List<String> arguments) {
        Path data = defaultData();
        int port = 0;
        boolean exitWithParent = false;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--data" -> data = Path.of(valueOf(arguments, i++));
                case "--port" -> port = port(valueOf(arguments, i++));
                case "--exit-with-parent" -> exitWithParent = true;
                default ->
                    throw StartupFailure.usage("unknown option '" + arguments.get(i)
                            + "': the platform knows --data DIR, --port PORT and --exit-with-parent");
            }
        }
        return new Arguments(data.toAbsolutePath().normalize(), port, exitWithParent);
    }

    private static String valueOf(List<String> arguments, int flag) {
        if (flag + 1 >= arguments.size()) {
            throw StartupFailure.usage("option '" + arguments.get(flag) + "' needs a value");
        }
        return arguments.get(flag + 1);
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below, which names the value
        }
        throw StartupFailure.usage(
                "--port '" + value + "' is not a TCP port: give a number from 0 (any free one) to 65535");
    }

    private static Path defaultData() {
        @Nullable String home = System.getenv("HEADROOM_HOME");
        return home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "headroom")
                : Path.of(home);
    }
}
