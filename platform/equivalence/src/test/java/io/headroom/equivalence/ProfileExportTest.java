package io.headroom.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What leaves a state, and above all what does not. */
class ProfileExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void onlyWhatTheRulesNameLeavesTheState_andNothingThatIsSensitive() throws Exception {
        Profile profile = export("""
                {"mode": "managed", "type": "aws_db_instance", "name": "main",
                 "values": {"instance_class": "db.m7g.large", "password": "s3cret", "iops": 3000, "endpoint": "db.example"},
                 "sensitive_values": {"password": true, "iops": true}}""");

        String text = profile.document().toString();
        assertThat(text).contains("db.m7g.large").doesNotContain("s3cret", "db.example", "3000");
        assertThat(profile.document().at("/parts/0/mustEqual/iops/unknown").asText())
                .isEqualTo("secret");
    }

    @Test
    void resourcesOfOneAddress_areOnePartWithACount() throws Exception {
        Profile profile = export("""
                {"mode": "managed", "type": "aws_instance", "name": "app", "index": 0, "values": {"instance_type": "m7g.large", "availability_zone": "b"}},
                {"mode": "managed", "type": "aws_instance", "name": "app", "index": 1, "values": {"instance_type": "m7g.large", "availability_zone": "a"}}""");

        JsonNode part = profile.document().path("parts").path(0);
        assertThat(part.path("key").asText()).isEqualTo("aws_instance.app");
        assertThat(part.path("count").path("resources").asInt()).isEqualTo(2);
        assertThat(part.path("mustEqual").path("instance_type").asText()).isEqualTo("m7g.large");
        assertThat(part.path("mustEqual").path("availability_zone").toString()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void whatAPlanLeavesOut_isUnknown_andWhatIsNotSet_isNull() throws Exception {
        Profile profile = export("""
                {"mode": "managed", "type": "aws_rds_cluster_instance", "name": "a", "values": {}},
                {"mode": "managed", "type": "aws_rds_cluster_instance", "name": "b", "values": {"instance_class": null}}""");

        assertThat(profile.document()
                        .at("/parts/0/mustEqual/instance_class/unknown")
                        .asText())
                .contains("after apply");
        assertThat(profile.document().at("/parts/1/mustEqual/instance_class").isNull())
                .isTrue();
    }

    @Test
    void modulesAreMatchedByPath_withoutInstanceKeys_andBelowTheModuleThatIsAskedFor() throws Exception {
        JsonNode shown = JSON.readTree("""
                {"format_version": "1.0", "values": {"root_module": {"child_modules": [
                  {"address": "module.environment", "child_modules": [
                    {"address": "module.environment.module.app[\\"blue\\"]", "resources": [
                      {"mode": "managed", "type": "aws_lb", "name": "entrance", "values": {"load_balancer_type": "application"}}]}]},
                  {"address": "module.other", "resources": [
                      {"mode": "managed", "type": "aws_lb", "name": "entrance", "values": {"load_balancer_type": "network"}}]}]}}}""");

        Profile profile = ProfileExport.of("p", shown, "module.environment", ParityRules.standard());

        assertThat(profile.parts()).containsOnlyKeys("module.app.aws_lb.entrance");
    }

    @Test
    void aParityKey_matchesWhatIsCalledOtherwise() throws Exception {
        Profile profile = export("""
                {"mode": "managed", "type": "aws_instance", "name": "x", "values": {"instance_type": "m7g.large", "tags": {"parity_key": "app"}}}""");

        assertThat(profile.parts()).containsOnlyKeys("app");
    }

    @Test
    void whatDoesNotMatterIsLeftOut_andWhatNoRuleNamesIsMarked() throws Exception {
        Profile profile = export("""
                {"mode": "managed", "type": "aws_iam_role", "name": "r", "values": {}},
                {"mode": "data", "type": "aws_ami", "name": "d", "values": {}},
                {"mode": "managed", "type": "acme_accelerator", "name": "a", "values": {"speed": 9}}""");

        assertThat(profile.document().path("parts").toString())
                .isEqualTo("[{\"key\":\"acme_accelerator.a\",\"type\":\"acme_accelerator\",\"understood\":false}]");
    }

    @Test
    void aModulesOwnRules_goBeforeTheStandardOnes() throws Exception {
        ParityRules own = ParityRules.of(JSON.readTree("""
                {"schema": "headroom.parity/1", "resources": {"terraform_data.group": {"input.size": "mustEqual"}, "acme_*": {}}}"""));
        Profile profile = export(ParityRules.standard().with(own), """
                {"mode": "managed", "type": "terraform_data", "name": "group", "values": {"input": {"size": 4, "token": "t0ken"}}},
                {"mode": "managed", "type": "acme_accelerator", "name": "a", "values": {"speed": 9}}""");

        assertThat(profile.document().path("parts").toString())
                .isEqualTo(
                        "[{\"key\":\"terraform_data.group\",\"type\":\"terraform_data\",\"mustEqual\":{\"input.size\":4}}]");
    }

    @Test
    void aProfile_isReadAsItWasWritten() throws Exception {
        Profile profile = export("""
                {"mode": "managed", "type": "aws_ecs_service", "name": "app", "values": {"desired_count": 3, "launch_type": "FARGATE"}}""");

        assertThat(Profile.of(profile.document())).isEqualTo(profile);
    }

    @Test
    void whatIsNoState_orNoProfile_orNoRules_isRefusedWithTheFieldAndTheRemedy() throws Exception {
        ParityRules rules = ParityRules.standard();
        assertThatThrownBy(() -> ProfileExport.of("p", JSON.readTree("{}"), "", rules))
                .hasMessageContaining("terraform show -json");
        assertThatThrownBy(() -> ProfileExport.of("p", JSON.readTree("{\"format_version\": \"1.0\"}"), "", rules))
                .hasMessageContaining("no resource");
        assertThatThrownBy(() -> Profile.of(JSON.readTree("{\"schema\": \"x\"}")))
                .hasMessageContaining("headroom.profile/1");
        assertThatThrownBy(
                        () -> Profile.of(
                                JSON.readTree(
                                        "{\"schema\": \"headroom.profile/1\", \"name\": \"p\", \"parts\": [{\"key\": \"a\", \"type\": \"t\", \"must\": {}}]}")))
                .hasMessageContaining("part 'a' has 'must'")
                .hasMessageContaining("mustEqual");
        assertThatThrownBy(() -> ParityRules.of(JSON.readTree(
                        "{\"schema\": \"headroom.parity/1\", \"resources\": {\"aws_x\": {\"size\": \"equal\"}}}")))
                .hasMessageContaining("aws_x")
                .hasMessageContaining("mustEqual");
    }

    private static Profile export(String resources) throws Exception {
        return export(ParityRules.standard(), resources);
    }

    private static Profile export(ParityRules rules, String resources) throws Exception {
        JsonNode shown =
                JSON.readTree("{\"format_version\": \"1.0\", \"values\": {\"root_module\": {\"resources\": [%s]}}}"
                        .formatted(resources));
        return ProfileExport.of("p", shown, "", rules);
    }
}
