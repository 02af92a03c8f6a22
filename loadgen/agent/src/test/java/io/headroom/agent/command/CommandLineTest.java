package io.headroom.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.agent.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** What a user reads, and what a script sees, when the command line itself is wrong or the machine is in the way: one sentence, never a stack trace. */
class CommandLineTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            demo --clas nano             | did you mean --class
            demo --class tiny            | 'tiny' is none of nano, small, medium, large
            demo --preset lazy           | 'lazy' is none of quick, standard, thorough
            demo --workers 3             | --workers and --service-time go together
            demo --service-time 15       | --workers and --service-time go together
            demo --workers 0 --service-time 15 | --workers is 0, and must lie between 1 and 64
            demo --workers 65 --service-time 15 | --workers is 65, and must lie between 1 and 64
            demo --workers 3 --service-time 2001 | --service-time is 2001, and must lie between 1 and 2000
            demo --workers x --service-time 15 | 'x' is not an int
            demo --instances 17          | --instances is 17: give one number between 2 and 16
            demo --instances 1           | --instances is 1: give one number between 2 and 16, or several of them and 1, such as 1,2,3,4.
            demo --instances 1,2         | --instances is 1,2: a law over several numbers needs 3 different ones, such as 1,2,3.
            demo --stages explore,stres  | --stages has 'stres', which does not exist; there are explore, stress, extrapolate, assess, rerun.
            demo --stages stress --instances 1,2,3 | --instances 1,2,3 needs the stage extrapolate
            demo --defect n-plus-two     | there are n-plus-one
            demo --defect n-plus-two     | did you mean n-plus-one?
            demo --defect xyzzyxyzzyxy   | cold-start.
            demo extra                   | Unmatched argument at index 1: 'extra'
            up --port 70000              | --port is 70000
            agent --name one             | Missing required option: '--platform=URL'
            agent --name one --platform localhost:7800 | is not an address such as
            campaign                     | What to do with a campaign is missing, for example apply
            campaign aply x.yaml         | did you mean
            campaign apply nowhere.yaml  | nowhere.yaml cannot be read: there is no such file or folder.
            campaign list --platform x   | --platform is x, which is not an address such as
            campaign wait                | Missing required parameter: 'NAME|RUN'
            import                       | What to import is missing, for example har shop.har
            import har                   | Missing required parameter: 'FILE'
            import har nowhere.har       | nowhere.har: there is no such file
            import openapi nowhere.yaml  | nowhere.yaml: there is no such file
            import har x.har --name 1x   | --name is 1x, and must be the name of a Java class
            import har x.har --out /     | --out is /, which is a folder
            import har x.har --out no/such/X.java | The folder of no/such/X.java is missing
            record                       | Missing required option: '--target=URL'
            record --target shop         | --target is shop, and must be an address such as https://shop.example
            record --target http://x --port 70000 | --port is 70000
            """)
    void wrongUsageIsOneSentenceAndExitCode4(String line, String sentence) {
        assertThat(execute(line.split(" "))).isEqualTo(4);
        assertThat(text(err)).contains(sentence).startsWith("headroom: ").hasLineCount(1);
    }

    @Test
    void aCampaignFileThatIsWrong_isToldByLineAndField_whateverThePlatform() throws Exception {
        Path file = Files.writeString(
                folder.resolve("nightly.yaml"),
                "campaign: c\nservice: s\nscenario: {path: X.java}\nenvironment: {module: ., class: small}\ngate: {minimun: 9/s}\n");
        assertThat(execute("campaign", "apply", file.toString())).isEqualTo(4);
        assertThat(text(err))
                .isEqualToIgnoringNewLines(
                        "headroom: " + file + ":5:8: unknown key 'gate.minimun'; did you mean minimum?");

        Files.writeString(file, Files.readString(file).replace("minimun", "minimum"));
        Files.writeString(folder.resolve("X.java"), "");
        assertThat(execute("campaign", "apply", file.toString(), "--check")).isZero();
    }

    @Test
    void aMissingVerbIsWrongUsage() {
        assertThat(execute()).isEqualTo(4);
        assertThat(text(err)).contains("A verb is missing").hasLineCount(1);
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsTheEnvironmentsFault() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThat(execute("up", "--data", file.toString(), "--port", "1")).isEqualTo(5);
        assertThat(text(err))
                .contains("The data folder " + file + " cannot be written to")
                .hasLineCount(1);
    }

    @Test
    void aBusyPortIsTheEnvironmentsFault() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(execute("up", "--data", folder.toString(), "--port", port))
                    .isEqualTo(5);
            assertThat(text(err))
                    .contains("Port " + port + " is in use by another program")
                    .hasLineCount(1);
        }
    }

    @Test
    void stoppingWhereNothingRunsIsNoFailure() {
        assertThat(execute("stop", "--data", folder.toString())).isZero();
        assertThat(text(out)).contains("No platform serves " + folder);
    }

    @Test
    void anArchiveBecomesAFileThatIsNotWrittenOver() throws Exception {
        Path archive = Files.writeString(folder.resolve("web shop.har"), """
                {"log": {"entries": [
                  {"request": {"method": "GET", "url": "http://localhost/a"}, "response": {"status": 200}},
                  {"request": {"method": "GET", "url": "http://localhost/a.png"}, "response": {"status": 200}}]}}
                """);
        Path out = folder.resolve("Out.java");
        assertThat(execute("import", "har", archive.toString(), "--out", out.toString()))
                .isZero();
        assertThat(out).content().contains("class Out implements Scenario").contains("user.get(\"/a\").expect(200);");
        assertThat(text(this.out))
                .isEqualTo("%s: 1 request of localhost in 1 journey\n  left out: 1 × static file\n".formatted(out));
        assertThat(execute("import", "har", archive.toString(), "--out", out.toString()))
                .isEqualTo(4);
        assertThat(text(err)).contains(out + " exists already: name another file by --out FILE");
        assertThat(execute("import", "har", archive.toString(), "--out", out.toString(), "--name", "Other", "--force"))
                .isZero();
        assertThat(out).content().contains("class Other implements Scenario");
    }

    private int execute(String... arguments) {
        var terminal = Terminal.of(stream(out), stream(err), InstantSource.system(), Map.of());
        var surroundings = new Surroundings(terminal, Map.of(), "1");
        return CommandLineProducer.configured(new CommandLine(HeadroomCommand.class, given(surroundings)), surroundings)
                .execute(arguments);
    }

    private static IFactory given(Surroundings surroundings) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (var constructor : type.getDeclaredConstructors()) {
                    if (constructor.getParameterCount() == 1
                            && constructor.getParameterTypes()[0] == Surroundings.class) {
                        return type.cast(constructor.newInstance(surroundings));
                    }
                }
                return CommandLine.defaultFactory().create(type);
            }
        };
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
