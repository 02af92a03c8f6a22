package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would do, for people and for the policy, secrets struck out.
 *
 * @param changes in the plan's order
 * @param costPerHour currency units, if the module's prices and the instances tell it
 */
public record PlanReview(List<Change> changes, @Nullable Double costPerHour) {

    /**
     * @param address within the team's module
     * @param action create, update, delete, or delete and create
     * @param attributes as they would be; what is not known before apply is absent
     */
    public record Change(String address, String type, String action, JsonNode attributes) {}

    /** @param plan what {@code terraform show -json} tells of it */
    static PlanReview of(JsonNode plan, Map<String, Object> inputs) {
        Redaction redaction = Redaction.of(plan);
        List<Change> changes = new ArrayList<>();
        for (JsonNode resource : plan.path("resource_changes")) {
            JsonNode change = resource.path("change");
            String action = action(change.path("actions"));
            if ("managed".equals(resource.path("mode").asText()) && !action.equals("no-op")) {
                changes.add(new Change(
                        relative(resource.path("address").asText()),
                        resource.path("type").asText(),
                        action,
                        redaction.of(change.path("after"), change.path("after_sensitive"))));
            }
        }
        return new PlanReview(List.copyOf(changes), cost(plan, inputs).orElse(null));
    }

    private static String action(JsonNode actions) {
        return String.join(
                " and ",
                StreamSupport.stream(actions.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    private static String relative(String address) {
        String prefix = Workspace.MODULE + ".";
        return address.startsWith(prefix) ? address.substring(prefix.length()) : address;
    }

    private static Optional<Double> cost(JsonNode plan, Map<String, Object> inputs) {
        JsonNode price = plan.path("planned_values")
                .path("outputs")
                .path("prices")
                .path("value")
                .path(String.valueOf(inputs.get("instance_class")));
        Object instances = inputs.getOrDefault("instances", 1);
        return price.isNumber() && instances instanceof Number number
                ? Optional.of(price.asDouble() * number.doubleValue())
                : Optional.empty();
    }

    long creations() {
        return changes.stream()
                .filter(change -> change.action().equals("create"))
                .count();
    }
}
