package io.headroom.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What this command line repeats of the sample and of its Terraform module, to refuse wrong usage before minutes are spent on it, is what stands there. */
class SameEverywhereTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @Test
    void theSamplesDefectsAreThoseOfTheCommandLine() throws IOException {
        String source = read("sample-target/src/main/java/io/headroom/sample/defect/Defect.java");
        List<String> constants = all("(?m)^ {4}([A-Z][A-Z_]*)[,;]$", source).stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        assertThat(constants).isEqualTo(SampleDefects.IDS);
    }

    @Test
    void theModulesDefectsAreThoseOfTheCommandLine() throws IOException {
        String list = only("(?s)\n  defects = \\[(.*?)]", read("terraform/local/main.tf"));
        assertThat(all("\"([^\"]+)\"", list)).isEqualTo(SampleDefects.IDS);
    }

    @Test
    void theModulesLimitsAreThoseOfTheCommandLine() throws IOException {
        String variables = read("terraform/local/variables.tf");
        assertThat(only("var\\.workers <= (\\d+)", variables)).isEqualTo("" + DemoCommand.WORKERS_MAX);
        assertThat(only("var\\.service_time_ms <= (\\d+)", variables))
                .isEqualTo("" + DemoCommand.SERVICE_TIME_MILLIS_MAX);
    }

    private static String only(String pattern, String text) {
        assertThat(all(pattern, text)).as(pattern).hasSize(1);
        return all(pattern, text).getFirst();
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
