package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A module that was written by the contract alone, used by people from the command line. */
@Tag("alone")
@Timeout(180)
class ForeignModuleTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Home home;
    private static Command up;

    @BeforeAll
    static void begin() {
        Terraform.require();
        home = new Home(folder.resolve("data"));
        up = Command.up(folder, home);
        home.platform();
    }

    @AfterAll
    static void end() {
        if (up != null) {
            up.close();
        }
        if (home != null) {
            Leftovers.end(home);
        }
    }

    @Test
    void itIsPlannedAppliedLoadedComparedAndDestroyed_unchanged() throws IOException {
        String applied =
                environment(0, "apply", "--module", ForeignModule.FOLDER.toString(), "--name", "others", "--for", "1h");
        assertThat(applied).contains("+ terraform_data.server", "created terraform_data.server", "entrance");
        String entrance = found("http://127\\.0\\.0\\.1:\\d+", applied);

        Path scenario = ForeignModule.scenario(folder);
        try (Command load = Command.start(
                folder,
                "run",
                scenario.toString(),
                "--target",
                entrance,
                "--rate",
                "50/s",
                "--for",
                "1s",
                "--objective",
                "errors<1%")) {
            load.expectExit(0, LIMIT);
        }

        Path own = folder.resolve("own.json");
        environment(0, "profile", "--name", "others", "--out", own.toString());
        assertThat(environment(2, "compare", "--name", "others", "--profile", own.toString(), "--expect", "B"))
                .as("nobody said what of its parts matters")
                .contains("Grade C", "directional", "no parity rule names terraform_data");

        assertThat(environment(0, "destroy", "--module", ForeignModule.FOLDER.toString()))
                .contains("others is destroyed");
        assertThat(environment(0, "list")).contains("There is no environment");
        assertThat(folder.resolve("data/environments/others/served-others")).doesNotExist();
        Leftovers.requireNoEnvironment(home, List.of(Integer.parseInt(entrance.replaceAll(".*:", ""))));
    }

    private static String environment(int exitCode, String... words) {
        return ForeignModule.environment(folder, home, exitCode, words);
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in%n%s", pattern, text).isTrue();
        return matcher.group();
    }
}
