package io.headroom.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.agent.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** What a user reads who asks {@code capacity} for something wrong. */
class CapacityCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String scenario;

    @BeforeEach
    void writeScenario() throws Exception {
        scenario = Files.writeString(folder.resolve("Shop.java"), """
                import io.headroom.scenario.*;
                class Shop implements Scenario {
                    @Journey(share = 1)
                    void view(User user) {
                        user.get("/items").expect(200);
                    }
                }
                """).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --preset slow                            | --preset 'slow' is not one of quick, standard, thorough
            --ceiling 5/s                            | --ceiling '5/s' is not a rate of at least 10/s
            --ceiling 5                              | --ceiling '5' is not a rate such as 100/s
            --objective p99<9ms                      | --objective 'p99<9ms' cannot bound a search
            --objective p95(view)<9ms                | cannot bound a search
            --objective p95<9ms,p95<8ms              | --objective 'p95<8ms' cannot bound a search
            --objective rate>=9/s                    | cannot bound a search: give a p95 and a share of errors
            --journey viev                           | view
            --ceilin 50/s                            | or --ceiling?
            --json /no/such/x                        | --json /no/such/x cannot be written
            """)
    void wrongUsageIsOneSentenceAndExitCode4(String line, String sentence) {
        assertThat(execute(Stream.concat(
                                Stream.of("capacity", scenario, "--target", "http://127.0.0.1:1"),
                                Stream.of(line.split(" ")))
                        .toArray(String[]::new)))
                .isEqualTo(4);
        assertThat(said()).contains(sentence).startsWith("headroom: ").hasLineCount(1);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(execute("capacity")).isEqualTo(4);
        assertThat(said()).contains("No scenario is named: ./headroom capacity FILE.java");
        err.reset();
        assertThat(execute("capacity", scenario)).isEqualTo(4);
        assertThat(said()).contains("No target is named");
    }

    @Test
    void oneFileServesRunToo_andAKeyThatNobodyKnowsIsAMistake() throws Exception {
        Files.writeString(folder.resolve("headroom.yaml"), "rate: 10/s\nfor: 1s\npreset: slow\n");
        assertThat(execute("capacity", scenario)).isEqualTo(4);
        assertThat(said()).contains("preset in headroom.yaml 'slow' is not one of");
        err.reset();
        Files.writeString(folder.resolve("headroom.yaml"), "presett: quick\n");
        assertThat(execute("capacity", scenario)).isEqualTo(4);
        assertThat(said()).contains("unknown key 'presett'; did you mean preset?");
    }

    private int execute(String... arguments) {
        var terminal = Terminal.of(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InstantSource.system(),
                Map.of());
        var surroundings = new Surroundings(terminal, Map.of(), "0.1.0");
        IFactory factory = new IFactory() {
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
        CommandLine commandLine =
                CommandLineProducer.configured(new CommandLine(new HeadroomCommand(), factory), surroundings);
        ConfiguredDefaults.VERBS.forEach(verb -> commandLine
                .getSubcommands()
                .get(verb)
                .setDefaultValueProvider(new ConfiguredDefaults(Map.of(), folder)));
        return commandLine.execute(arguments);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
