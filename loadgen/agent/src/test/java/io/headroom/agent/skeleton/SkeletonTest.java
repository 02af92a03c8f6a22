package io.headroom.agent.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headroom.campaign.Campaign;
import io.headroom.campaign.CampaignFile;
import io.headroom.engine.scenario.CompiledScenario;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What init writes is whole: it compiles, it is a campaign, and Terraform finds it valid. */
class SkeletonTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        List<Path> written = new Skeleton("shop").write(folder);
        assertThat(written).allSatisfy(file -> assertThat(file).content().doesNotContain("my-service"));
        assertThat(new Skeleton("shop").present(folder)).isEqualTo(written);
    }

    @Test
    void theScenarioCompiles() throws Exception {
        assertThat(CompiledScenario.compile("Journeys.java", Files.readString(folder.resolve("Journeys.java")), folder))
                .isNotNull();
    }

    @Test
    void theCampaignIsOne_andWhatItNamesIsThere() throws Exception {
        Path file = folder.resolve("nightly.yaml");
        Campaign campaign = CampaignFile.read(Files.readString(file), file);
        assertThat(campaign.name()).isEqualTo("shop-nightly");
        assertThat(campaign.schedule()).isPresent();
    }

    @Test
    void terraformFindsTheModuleValid() throws Exception {
        String terraform = program();
        Path module = folder.resolve("environment");
        assertThat(exit(module, terraform, "init", "-backend=false", "-input=false"))
                .isZero();
        assertThat(exit(module, terraform, "validate")).isZero();
    }

    private int exit(Path module, String... command) throws Exception {
        File said = folder.resolve("said").toFile();
        Process process = new ProcessBuilder(command)
                .directory(module.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        int exit = process.waitFor();
        assertThat(exit).as(Files.readString(said.toPath())).isZero();
        return exit;
    }

    private static String program() {
        String found = Stream.of("terraform", "tofu")
                .filter(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, name))))
                .findFirst()
                .orElse("");
        assumeTrue(!found.isEmpty() || "true".equals(System.getenv("CI")), "terraform is missing");
        return found;
    }
}
