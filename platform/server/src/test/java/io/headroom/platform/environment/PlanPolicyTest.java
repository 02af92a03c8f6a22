package io.headroom.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Plans that must not be applied, and that each objection is named. */
class PlanPolicyTest {

    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @Test
    void whatIsAllowedAndTagged_passes() {
        assertThatCode(() -> check("""
                        {"address": "module.environment.terraform_data.a", "mode": "managed", "type": "terraform_data",
                         "change": {"actions": ["create"], "after": {"input": 1}}},
                        {"address": "module.environment.aws_lb.b", "mode": "managed", "type": "aws_lb",
                         "change": {"actions": ["create"], "after": {"tags": null, "tags_all": {"headroom:run": "7f3a"}}}},
                        {"address": "data.aws_ami.c", "mode": "data", "type": "aws_ami", "change": {"actions": ["read"], "after": {}}}""")).doesNotThrowAnyException();
    }

    @Test
    void everyObjectionIsNamed_withTheAddressInTheTeamsModule() {
        assertThatThrownBy(() -> check("""
                        {"address": "module.environment.acme_thing.a", "mode": "managed", "type": "acme_thing",
                         "change": {"actions": ["create"], "after": {}}},
                        {"address": "module.environment.aws_iam_user.b", "mode": "managed", "type": "aws_iam_user",
                         "change": {"actions": ["create"], "after": {"tags_all": {"headroom:run": "7f3a"}}}},
                        {"address": "module.environment.aws_lb.c", "mode": "managed", "type": "aws_lb",
                         "change": {"actions": ["create"], "after": {"tags_all": {"headroom:run": "another"}}}},
                        {"address": "module.environment.aws_lb.d", "mode": "managed", "type": "aws_lb",
                         "change": {"actions": ["delete", "create"], "after": {"tags": {"headroom:run": "7f3a"}}}}"""))
                .isInstanceOfSatisfying(
                        EnvironmentFailure.class,
                        failure -> assertThat(failure.isUsersFault()).isTrue())
                .hasMessageContaining("acme_thing.a is of type acme_thing, which headroom.policy.allowed-types lacks")
                .hasMessageContaining(
                        "aws_iam_user.b is of type aws_iam_user, which headroom.policy.forbidden-types names")
                .hasMessageContaining("aws_lb.c lacks the tag headroom:run = 7f3a")
                .hasMessageContaining("it would delete and create aws_lb.d")
                .hasMessageNotContaining("module.environment");
    }

    @Test
    void whatCostsTooMuchInItsLife_isRefusedWithBothFigures() {
        String plan = """
                {"planned_values": {"outputs": {"prices": {"sensitive": true, "value": {"large": 2.5}}}}}""";
        assertThatThrownBy(() -> policy().check(
                                review(plan, Map.of("instance_class", "large", "instances", 3)), "7f3a", TWO_HOURS))
                .hasMessageContaining("15.00")
                .hasMessageContaining("10.00");
        assertThatCode(() -> policy().check(
                                review(plan, Map.of("instance_class", "large", "instances", 2)), "7f3a", TWO_HOURS))
                .doesNotThrowAnyException();
    }

    private static void check(String changes) throws Exception {
        policy().check(review("{\"resource_changes\": [" + changes + "]}", Map.of()), "7f3a", TWO_HOURS);
    }

    private static PlanReview review(String plan, Map<String, Object> inputs) throws Exception {
        return PlanReview.of(new ObjectMapper().readTree(plan), inputs);
    }

    private static PlanPolicy policy() {
        return new PlanPolicy(new PlanPolicy.Settings() {
            @Override
            public List<String> allowedTypes() {
                return List.of("terraform_data", "aws_*");
            }

            @Override
            public List<String> forbiddenTypes() {
                return List.of("aws_iam_user*");
            }

            @Override
            public OptionalDouble costMax() {
                return OptionalDouble.of(10);
            }
        });
    }
}
