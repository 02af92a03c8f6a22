package io.headroom.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A module that was written by the contract alone, and what people do with it from the command line. */
final class ForeignModule {

    static final Path FOLDER = Command.LAUNCHER.resolveSibling("platform/server/src/test/resources/module-of-others");

    private ForeignModule() {}

    /** A scenario for what it serves, in this folder. */
    static Path scenario(Path folder) throws IOException {
        return Files.writeString(folder.resolve("Shop.java"), """
                import io.headroom.scenario.*;
                class Shop implements Scenario {
                    @Journey(share = 1)
                    void view(User user) {
                        user.get("/items").expect(200);
                    }
                }
                """);
    }

    /** What {@code ./headroom environment} says of this home's environments before it ends with this exit code. */
    static String environment(Path folder, Home home, int exitCode, String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "environment";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = home.path().toString();
        try (Command command = Command.start(folder, all)) {
            return command.expectExit(exitCode, Duration.ofSeconds(60));
        }
    }
}
