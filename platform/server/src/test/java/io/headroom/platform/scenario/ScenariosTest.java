package io.headroom.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.platform.scenario.Scenarios.Source;
import io.headroom.platform.scenario.Scenarios.UnreadableScenario;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test code as it lies on disk, with the files that its feeds read. */
class ScenariosTest {

    private static final String SCENARIO = """
            class Shop implements Scenario {
                // Feed.csv("comment.csv", Row.class), and it's not closed: "
                static final String TREE = "data/trees.csv";
                static final char QUOTE = '"';
                final Feed<Row> accounts = Feed.csv("accounts.csv", Row.class);
                final Feed<Tree> trees = Feed.csv(TREE, Tree.class);
                @Journey void look(User user) { user.get("/data").header("a\\"b", "../secret.csv").expect(200); }
            }
            """;

    @TempDir
    Path folder;

    private Path scenarios;

    @BeforeEach
    void lay() throws IOException {
        scenarios = Files.createDirectories(folder.resolve("scenarios/data")).getParent();
        Files.writeString(folder.resolve("secret.csv"), "outside");
        Files.writeString(scenarios.resolve("accounts.csv"), "name\nann\n");
        Files.writeString(scenarios.resolve("data/trees.csv"), "kind\noak\n");
        Files.writeString(scenarios.resolve("comment.csv"), "only mentioned");
        Files.writeString(scenarios.resolve("Shop.java"), SCENARIO);
    }

    private Source read() {
        return new Scenarios().read(scenarios.resolve("Shop.java").toString());
    }

    @Test
    void theFilesThatItNamesBesideItGoToAgents_andNoOthers() {
        assertThat(read().forAgents().files())
                .containsOnlyKeys("accounts.csv", "data/trees.csv")
                .containsEntry("accounts.csv", "name\nann\n");
    }

    @Test
    void whatTheFilesHoldIsPartOfTheHash() throws Exception {
        String before = read().hash();
        assertThat(read().hash()).isEqualTo(before).matches("[0-9a-f]{64}");
        Files.writeString(scenarios.resolve("data/trees.csv"), "kind\nash\n");
        assertThat(read().hash()).isNotEqualTo(before);
        Files.writeString(scenarios.resolve("Shop.java"), "class Shop {}");
        assertThat(read().hash()).as("of the text alone").isEqualTo(Hash.of("class Shop {}"));
    }

    @Test
    void aFeedsFileThatIsMissingIsNamedByItsLine() throws Exception {
        Files.delete(scenarios.resolve("accounts.csv"));
        assertThatThrownBy(this::read)
                .isInstanceOf(UnreadableScenario.class)
                .hasMessage(
                        "scenario %s:5: there is no file accounts.csv in the scenario's folder, or below, for the feed to read"
                                .formatted(scenarios.resolve("Shop.java")));
    }

    @Test
    void filesThatAreTooLargeTogetherAreRefused() throws Exception {
        try (var large = new RandomAccessFile(scenarios.resolve("accounts.csv").toFile(), "rw")) {
            large.setLength((16 << 20) - 5);
        }
        assertThatThrownBy(this::read)
                .isInstanceOf(UnreadableScenario.class)
                .hasMessageContaining("names files of more than 16 MiB, accounts.csv among them");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws Exception {
        Files.write(scenarios.resolve("accounts.csv"), "name\näh".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::read)
                .isInstanceOf(UnreadableScenario.class)
                .hasMessageContaining("accounts.csv, which the scenario names, is not in UTF-8");
    }
}
