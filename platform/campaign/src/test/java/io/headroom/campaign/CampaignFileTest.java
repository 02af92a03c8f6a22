package io.headroom.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.headroom.campaign.schedule.MissedPolicy;
import io.headroom.campaign.schedule.OverlapPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a campaign file may say, and how it is told that it may not. */
class CampaignFileTest {

    private static final String WHOLE = """
            campaign: profile-nightly
            service: profile-service
            scenario: {path: scenarios/ProfileJourneys.java}
            environment: {module: terraform/local, class: small, profile: production.json}
            stages: [explore, extrapolate: {instances: 4, scaling: [2]}, stress: {until-unresponsive: true}, assess: {expected: 300/s, maximum: 33000/min}]
            preset: quick
            schedule:
              cron: "0 2 * * *"
              zone: Europe/Vienna
              quiet: [{days: [saturday, sunday], from: "00:00", to: "24:00"}]
              missed: run-once
              overlap: queue
            gate: {regression: true, minimum: 180/s}
            """;

    private static final String LEAST = """
            campaign: c
            service: s
            scenario: {path: X.java}
            environment: {module: m, class: small}
            """;

    private final JsonSchema schema = schema();

    @Test
    void everythingThatItSays_arrives() {
        Campaign campaign = CampaignFile.read(WHOLE, "nightly.yaml");

        assertThat(campaign.name()).isEqualTo("profile-nightly");
        assertThat(campaign.scenario()).isEqualTo("scenarios/ProfileJourneys.java");
        assertThat(campaign.environment())
                .isEqualTo(new Campaign.Environment("terraform/local", "small", Optional.of("production.json")));
        assertThat(campaign.stages())
                .isEqualTo(new Campaign.Stages(
                        List.of("explore", "extrapolate", "stress", "assess"),
                        4,
                        List.of(2),
                        Optional.of(new Campaign.Rise(300, 550)),
                        true));
        assertThat(campaign.preset()).isEqualTo("quick");
        assertThat(campaign.schedule()).get().satisfies(schedule -> {
            assertThat(schedule.cron()).hasToString("0 2 * * *");
            assertThat(schedule.missed()).isEqualTo(MissedPolicy.RUN_ONCE);
            assertThat(schedule.overlap()).isEqualTo(OverlapPolicy.QUEUE);
        });
        assertThat(campaign.gate().regression()).isTrue();
        assertThat(campaign.gate().minimum()).hasValue(180);
        assertThat(refusedBySchema(WHOLE)).isFalse();
    }

    @Test
    void whatItLeavesOut_isSensible() {
        Campaign campaign = CampaignFile.read(LEAST, "least.yaml");

        assertThat(campaign.preset()).isEqualTo("standard");
        assertThat(campaign.stages().names()).containsExactly("explore", "stress", "extrapolate", "assess");
        assertThat(campaign.schedule()).isEmpty();
        assertThat(campaign.gate().minimum()).isEmpty();
        assertThat(refusedBySchema(LEAST)).isFalse();
    }

    /** What follows the least file (or replaces it), where it is wrong, and what is said. */
    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("shedule: {}", 5, 1, "unknown key 'shedule'; did you mean schedule?"),
                Arguments.of("preset: fast", 5, 9, "preset 'fast' is not known: give one of quick, standard, thorough"),
                Arguments.of("preset: standart", 5, 9, "preset 'standart' is not known; did you mean standard?"),
                Arguments.of(
                        "stages: [explore, strees]", 5, 19, "stages[1] 'strees' is not known; did you mean stress?"),
                Arguments.of("stages: [stress, stress]", 5, 18, "stages[1] 'stress' stands here twice: keep one"),
                Arguments.of("stages: explore", 5, 9, "stages needs a list"),
                Arguments.of("stages: [rerun: {}]", 5, 17, "the stage 'rerun' has no settings"),
                Arguments.of(
                        "stages: [extrapolate: {instance: 3}]",
                        5,
                        24,
                        "unknown key 'stages[0].extrapolate.instance'; did you mean instances?"),
                Arguments.of(
                        "stages: [extrapolate: {instances: 1}]",
                        5,
                        35,
                        "stages[0].extrapolate.instances '1' is not a whole number from 2 to 16"),
                Arguments.of(
                        "stages: [assess: {expected: 300, maximum: 550/s}]",
                        5,
                        29,
                        "stages[0].assess.expected '300' is not a rate: give one such as 550/s or 9000/min"),
                Arguments.of("gate: {minimum: 200ms}", 5, 17, "gate.minimum '200ms' is not a rate"),
                Arguments.of("gate: {minimum: 0/s}", 5, 17, "gate.minimum '0/s' is not a rate"),
                Arguments.of("gate: {regression: perhaps}", 5, 20, "gate.regression 'perhaps' is not known"),
                Arguments.of("gate:\n  minimum: 180/s\n  minimum: 190/s", 7, 3, "'gate.minimum' stands here twice"),
                Arguments.of("schedule: {cron: 0 2 * * *}", 5, 11, "'schedule.zone' is missing"),
                Arguments.of(
                        "schedule: {cron: 0 2 * *, zone: Europe/Vienna}",
                        5,
                        18,
                        "schedule.cron '0 2 * *': it has 4 fields, not 5"),
                Arguments.of(
                        "schedule: {cron: 0 2 * * *, zone: Europe/Vienna, missed: run}",
                        5,
                        58,
                        "schedule.missed 'run' is not known"),
                Arguments.of(
                        "schedule: {cron: 0 2 * * *, zone: Europe/Vienna, quiet: [{from: '8:00', to: '18:00'}]}",
                        5,
                        65,
                        "schedule.quiet[0].from '8:00' is not a time of day"),
                Arguments.of("notify: []", 5, 1, "'notify' is not supported: this version notifies nobody"),
                Arguments.of("objectives: [{p95: 200ms}]", 5, 1, "'objectives' is not supported"),
                Arguments.of("gate: [", 5, 8, "this is not YAML"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatHasNoMeaning_isToldWithItsPlaceAndRefusedByTheSchemaToo(String added, int line, int column, String said) {
        assertRefused(LEAST + added, line, column, said);
        assertThat(refusedBySchema(LEAST + added)).isTrue();
    }

    /** What only the reader can know. */
    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of(
                        "schedule: {cron: 61 2 * * *, zone: Europe/Vienna}",
                        18,
                        "schedule.cron '61 2 * * *': the minute '61' is not from 0 to 59"),
                Arguments.of(
                        "schedule: {cron: 0 2 30 feb *, zone: Europe/Vienna}",
                        18,
                        "schedule.cron '0 2 30 feb *' never comes due: no month that it names has such a day"),
                Arguments.of(
                        "schedule: {cron: 30 1 * * *, zone: Europe/Vienna, quiet: [{from: '01:00', to: '03:00'}]}",
                        18,
                        "schedule.cron '30 1 * * *' never comes due outside the quiet windows"),
                Arguments.of(
                        "schedule: {cron: 0 2 * * *, zone: Europe/Viena}",
                        35,
                        "schedule.zone 'Europe/Viena' is not a time zone; did you mean Europe/Vienna?"),
                Arguments.of(
                        "stages: [assess: {expected: 9/s, maximum: 8/s}]", 18, "goes from 9/s to 8/s: it must rise"));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatCannotBe_isToldWithItsPlace(String added, int column, String said) {
        assertRefused(LEAST + added, 5, column, said);
    }

    @Test
    void whatIsMissing_isNamed() {
        assertRefused("campaign: c\nservice: s\n", 1, 1, "'scenario' is missing");
        assertRefused(LEAST.replace("X.java", "X.kt"), 3, 18, "scenario.path 'X.kt' is not a Java file");
        assertRefused(LEAST.replace("path: X.java", "git: X.java"), 3, 12, "'scenario.git' is not supported");
        assertRefused(LEAST.replace("campaign: c", "campaign: My Service"), 1, 11, "'My Service' is not a name");
        assertRefused("", 1, 1, "the file is empty");
        assertRefused("just words", 1, 1, "a campaign needs keys");
    }

    @Test
    void whatItNames_hasToLieBesideIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("nightly.yaml");
        Files.createDirectories(folder.resolve("m"));
        assertThatThrownBy(() -> CampaignFile.read(LEAST, file))
                .hasMessageStartingWith(file + ":3:18: scenario.path 'X.java' is no file in " + folder);

        Files.writeString(folder.resolve("X.java"), "");
        assertThat(CampaignFile.read(LEAST, file).scenario()).isEqualTo("X.java");
        assertThatThrownBy(() -> CampaignFile.read(LEAST.replace("X.java", "Y.java"), file))
                .hasMessageEndingWith("; did you mean X.java?");
        assertThatThrownBy(() -> CampaignFile.read(LEAST.replace("module: m", "module: mm"), file))
                .hasMessageContaining(":4:23: environment.module 'mm' is no folder in")
                .hasMessageEndingWith("; did you mean m?");
    }

    private void assertRefused(String text, int line, int column, String said) {
        assertThatThrownBy(() -> CampaignFile.read(text, "nightly.yaml"))
                .isInstanceOfSatisfying(MalformedCampaign.class, malformed -> {
                    assertThat(malformed.line())
                            .as("line of: %s", malformed.getMessage())
                            .isEqualTo(line);
                    assertThat(malformed.column())
                            .as("column of: %s", malformed.getMessage())
                            .isEqualTo(column);
                })
                .hasMessageContaining(said);
    }

    private boolean refusedBySchema(String text) {
        try {
            JsonNode document = new YAMLMapper()
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
                    .readTree(text);
            return !schema.validate(document).isEmpty();
        } catch (IOException notYaml) {
            return true;
        }
    }

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("../../docs/schema/headroom.campaign-1.json")));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }
}
