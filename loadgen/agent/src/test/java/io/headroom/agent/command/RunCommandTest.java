package io.headroom.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.agent.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** What a user reads who asks {@code run} for something wrong: one sentence that names the flag, variable, key or line, and exit code 4. */
class RunCommandTest {

    private static final String SCENARIO = """
            import io.headroom.scenario.*;
            class Shop implements Scenario {
                @Journey(share = 1)
                void view(User user) {
                    user.get("/items").expect(200);
                }
            }
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String scenario;

    @BeforeEach
    void writeScenario() throws Exception {
        scenario = Files.writeString(folder.resolve("Shop.java"), SCENARIO).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --rate 100/x --for 30s                   | --rate '100/x' is not a rate such as 100/s, 6000/min
            --rate 100/s --for 30                    | --for '30' is not a time such as 30s
            --rate 100/s                             | --rate needs a time: add --for 30s
            --for 30s                                | No load is asked for
            --rate 1/s --users 3 --for 1s            | --rate and --users exclude each other
            --rate 1/s --for 1s --objectve x         | did you mean --objective
            --rate 1/s --for 1s --objective p95<9    | its time needs a unit
            --rate 1/s --for 1s --objective p95(veiw)<9ms | which is neither a journey of the mix (view) nor a request such as GET /profiles/{id}; did you mean view?
            --rate 1/s --for 1s --spacing odd        | --spacing 'odd' is not one of even, poisson
            --rate 1/s --for 1s --http 3             | --http '3' is not one of 1.1, 2, auto
            --rate 1/s --for 1s --in-flight none     | --in-flight 'none' is not a whole number from 1 to 1,000,000
            --rate 1/s --for 1s --header bare        | --header 'bare' is not a header such as
            --rate 1/s --for 1s --header @nowhere    | --header @nowhere cannot be read as text (there is no such file or folder)
            --rate 1/s --for 1s --run a/b            | --run 'a/b' is not a name of letters
            --rate 1/s --for 1s --ca nowhere.pem     | --ca 'nowhere.pem' is not a PEM file that can be read
            --rate 1/s --for 1s --cert pom.xml       | --cert and --key belong together
            --rate 1/s --for 1s --json /no/such/x    | --json /no/such/x cannot be written
            --rate 1/s --for 1s --json - --csv -     | --json and --csv cannot all go to standard output
            --rates nowhere.csv                      | --rates nowhere.csv cannot be read
            """)
    void wrongUsageIsOneSentenceAndExitCode4(String line, String sentence) {
        assertThat(run(Map.of(), line.split(" "))).isEqualTo(4);
        assertThat(text(err)).contains(sentence).startsWith("headroom: ").hasLineCount(1);
    }

    @Test
    void aTargetThatIsNoAddress_orMissing_isNamed() {
        assertThat(execute(Map.of(), "run", scenario, "--rate", "1/s", "--for", "1s", "--target", "localhost:8081"))
                .isEqualTo(4);
        assertThat(text(err)).contains("--target 'localhost:8081' is not an address such as http://localhost:8081");
        err.reset();
        assertThat(execute(Map.of(), "run", scenario, "--rate", "1/s", "--for", "1s"))
                .isEqualTo(4);
        assertThat(text(err)).contains("No target is named");
    }

    @Test
    void aScenarioThatIsMissing_orDoesNotCompile_isNamedWithItsLine() throws Exception {
        assertThat(execute(Map.of(), "run")).isEqualTo(4);
        assertThat(text(err)).contains("No scenario is named");
        err.reset();
        assertThat(execute(Map.of(), "run", "Nowhere.java")).isEqualTo(4);
        assertThat(text(err)).contains("The scenario Nowhere.java does not exist");
        err.reset();
        Files.writeString(Path.of(scenario), SCENARIO.replace("expect(200)", "expct(200)"));
        assertThat(run(Map.of(), "--rate", "1/s", "--for", "1s")).isEqualTo(4);
        assertThat(text(err)).contains("Shop.java:5:", "expct");
    }

    @Test
    void aFlagWinsOverTheEnvironment_andThatOverTheFile() throws Exception {
        Files.writeString(folder.resolve("headroom.yaml"), "rate: 3/x\nfor: 1s\n");

        assertThat(run(Map.of())).isEqualTo(4);
        assertThat(text(err)).contains("rate in headroom.yaml '3/x' is not a rate");
        err.reset();
        assertThat(run(Map.of("HEADROOM_RATE", "2/x"))).isEqualTo(4);
        assertThat(text(err)).contains("HEADROOM_RATE '2/x' is not a rate");
        err.reset();
        assertThat(run(Map.of("HEADROOM_RATE", "2/x"), "--rate", "1/x")).isEqualTo(4);
        assertThat(text(err)).contains("--rate '1/x' is not a rate");
    }

    @Test
    void aListInTheFile_isTheSameFlagRepeated() throws Exception {
        Files.writeString(folder.resolve("headroom.yaml"), "stage:\n  - 10/s for 1s\n  - 20/s for never\n");

        assertThat(run(Map.of())).isEqualTo(4);
        assertThat(text(err)).contains("stage in headroom.yaml '20/s for never': 'never' is not a time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            objectve: p95<1s   | headroom.yaml: unknown key 'objectve'; did you mean objective?
            rate: {a: 1}       | headroom.yaml: 'rate' needs a value
            rate: [            | headroom.yaml: line
            just words         | headroom.yaml: it is not a list of keys
            """)
    void whatIsWrongInTheFile_isNamed(String text, String sentence) throws Exception {
        Files.writeString(folder.resolve("headroom.yaml"), text);

        assertThat(run(Map.of(), "--rate", "1/s", "--for", "1s")).isEqualTo(4);
        assertThat(text(err)).contains(sentence).hasLineCount(1);
    }

    @Test
    void helpShowsExamples_alsoBesideABrokenFile() throws Exception {
        Files.writeString(folder.resolve("headroom.yaml"), "rate: [");

        assertThat(execute(Map.of(), "run", "--help")).isZero();
    }

    @Test
    void aHeaderOfTwoLines_isRefused() {
        assertThat(run(Map.of(), "--rate", "1/s", "--for", "1s", "--header", "A: b\r\nC: d"))
                .isEqualTo(4);
        assertThat(text(err)).contains("is not a header such as");
    }

    @Test
    void whatCannotBegin_isInTheDocumentsToo() throws Exception {
        Path json = folder.resolve("result.json");
        Path junit = folder.resolve("junit.xml");

        assertThat(run(
                        Map.of(),
                        "--rate",
                        "1/s",
                        "--for",
                        "1s",
                        "--objective",
                        "p95<1s",
                        "--json",
                        json.toString(),
                        "--junit",
                        junit.toString()))
                .isEqualTo(5);

        assertThat(json).content().contains("\"verdict\" : \"invalid\"", "cannot reach http://127.0.0.1:1");
        assertThat(junit)
                .content()
                .contains("tests=\"2\"", "failures=\"0\"", "errors=\"2\"", "cannot reach http://127.0.0.1:1");
    }

    @Test
    void theCompletionScriptKnowsFlags() {
        assertThat(execute(Map.of(), "completion")).isZero();
        assertThat(text(out)).contains("complete -F _complete_headroom", "--objective", "--fail-on-regression");
    }

    private int run(Map<String, String> environment, String... more) {
        List<String> words = new ArrayList<>(List.of("run", scenario));
        if (Arrays.stream(more).noneMatch("--target"::equals)) {
            words.addAll(List.of("--target", "http://127.0.0.1:1"));
        }
        words.addAll(Arrays.asList(more));
        return execute(environment, words.toArray(String[]::new));
    }

    private int execute(Map<String, String> environment, String... arguments) {
        var terminal = Terminal.of(stream(out), stream(err), InstantSource.system(), Map.of());
        var surroundings = new Surroundings(terminal, environment, "1");
        CommandLine commandLine = CommandLineProducer.configured(
                new CommandLine(HeadroomCommand.class, given(surroundings)), surroundings);
        commandLine.getSubcommands().get("run").setDefaultValueProvider(new ConfiguredDefaults(environment, folder));
        return commandLine.execute(arguments);
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
