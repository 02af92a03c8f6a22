package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a plan may do. An environment is made of allowed types alone, touches nothing that stood before it, carries its run's tag wherever there are
 * tags, and stays within its cost.
 */
final class PlanPolicy {

    /** The tag that sweepers find what belongs to a run by. */
    static final String RUN_TAG = "headroom:run";

    private static final String SEE = "; see docs/environments.md";

    private final Settings settings;

    PlanPolicy(Settings settings) {
        this.settings = settings;
    }

    /** A name, or a beginning of names with {@code *}. */
    @ConfigMapping(prefix = "headroom.policy")
    public interface Settings {

        @WithDefault("terraform_data,null_resource,random_*,time_*,tls_*,aws_*")
        List<String> allowedTypes();

        /** Of the allowed ones: what outlives an environment, or gives rights to people. */
        @WithDefault(
                "aws_iam_user*,aws_iam_access_key,aws_iam_group*,aws_iam_account_*,aws_organizations_*,aws_account_*,aws_ssoadmin_*,aws_identitystore_*,aws_route53_zone,aws_kms_key")
        List<String> forbiddenTypes();

        /** Currency units for an environment's whole life; absent: no limit. */
        OptionalDouble costMax();
    }

    /**
     * @param run whose tag everything carries
     * @throws EnvironmentFailure that names everything that is not allowed
     */
    void check(PlanReview review, String run, Duration lifetime) throws EnvironmentFailure {
        List<String> objections = new ArrayList<>();
        review.changes().forEach(change -> change(change, run, objections));
        Double perHour = review.costPerHour();
        if (perHour != null && settings.costMax().isPresent()) {
            double cost = perHour * lifetime.toMinutes() / 60.0;
            if (cost > settings.costMax().getAsDouble()) {
                objections.add(String.format(
                        Locale.ROOT,
                        "it may cost %.2f in its life, and headroom.policy.cost-max is %.2f",
                        cost,
                        settings.costMax().getAsDouble()));
            }
        }
        if (!objections.isEmpty()) {
            throw EnvironmentFailure.ofUser("the plan is not allowed: " + String.join("; ", objections) + SEE);
        }
    }

    private void change(PlanReview.Change change, String run, List<String> objections) {
        String type = change.type();
        if (settings.allowedTypes().stream().noneMatch(pattern -> matches(pattern, type))) {
            objections.add(change.address() + " is of type " + type + ", which headroom.policy.allowed-types lacks");
        } else if (settings.forbiddenTypes().stream().anyMatch(pattern -> matches(pattern, type))) {
            objections.add(change.address() + " is of type " + type + ", which headroom.policy.forbidden-types names");
        }
        if (!change.action().equals("create")) {
            objections.add(
                    "it would " + change.action() + " " + change.address() + ", which is not this environment's");
        }
        if (lacksTag(change.attributes(), run)) {
            objections.add(change.address() + " lacks the tag " + RUN_TAG + " = " + run);
        }
    }

    /** A resource that knows no tags has no such attribute. Tags that are only known after apply cannot be judged, and are absent here. */
    private static boolean lacksTag(JsonNode attributes, String run) {
        if (!attributes.has("tags") && !attributes.has("tags_all")) {
            return false;
        }
        return !run.equals(attributes.path("tags_all").path(RUN_TAG).asText())
                && !run.equals(attributes.path("tags").path(RUN_TAG).asText());
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }
}
