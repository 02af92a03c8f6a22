package io.headroom.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's code is what people copy, so all of it compiles. */
class ScenarioGuideTest {
    private static final Path GUIDE = Path.of("../../docs/scenarios.md");

    @TempDir
    Path folder;

    @Test
    void everyCodeBlockCompiles() throws Exception {
        String guide = Files.readString(GUIDE);
        Files.writeString(folder.resolve("accounts.csv"), blocks(guide, "csv").getFirst());
        List<String> blocks = blocks(guide, "java");
        assertThat(blocks).hasSizeGreaterThan(6);
        for (String block : blocks) {
            CompiledScenario.compile("Guide.java", whole(block), folder);
        }
    }

    private static List<String> blocks(String guide, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** A block is a file, members of a class, or what a journey does. */
    private static String whole(String block) {
        if (block.contains("implements Scenario")) {
            return block;
        }
        String members = block.contains("@Journey") ? block : "@Journey void example(User user) {\n" + block + "}\n";
        return """
                import io.headroom.scenario.*;
                import java.time.Duration;
                import java.util.*;
                class Guide implements Scenario {
                %s
                }
                """.formatted(members);
    }
}
