package io.headroom.protection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A relaxation as one JSON document, the same in the file journal and in a database. It holds a secret until it is
 * disarmed.
 */
public final class RelaxationJson {
    /** Of the document's form; a reader refuses any other. */
    static final String FORM = "headroom.relaxation/1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private RelaxationJson() {}

    public static String write(Relaxation relaxation) {
        var root = JSON.createObjectNode()
                .put("form", FORM)
                .put("run", relaxation.run())
                .put("deadline", relaxation.deadline().toString())
                .put("state", relaxation.state().name())
                .put("epoch", relaxation.epoch())
                .put("snapshot", relaxation.snapshot())
                .put("rule_version", relaxation.ruleVersion())
                .put(
                        "token",
                        relaxation.token() == null ? null : relaxation.token().value())
                .put("planned_at", relaxation.plannedAt().toString())
                .put("changed_at", relaxation.changedAt().toString())
                .put("relaxed_at", text(relaxation.relaxedAt()))
                .put("restored_at", text(relaxation.restoredAt()))
                .put("blocked_share_before", relaxation.blockedShareBefore())
                .put("verified_open", relaxation.verifiedOpen())
                .put("verified_closed", relaxation.verifiedClosed())
                .put("restore_attempts", relaxation.restoreAttempts())
                .put("message", relaxation.message())
                .put("entanglement", relaxation.entanglement())
                .put("acknowledged_by", relaxation.acknowledgedBy());
        var wide = relaxation.wide();
        if (wide != null) {
            root.putObject("wide").put("reason", wide.reason()).put("approved_by", wide.approvedBy());
        }
        root.set("protection", protection(relaxation.protection()));
        root.putObject("target")
                .put("url", relaxation.target().url().toString())
                .put("health_path", relaxation.target().healthPath())
                .put("blocked_path", relaxation.target().blockedPath());
        return root.toPrettyString();
    }

    /** @throws IllegalArgumentException if the text is not a relaxation that {@link #write} made */
    public static Relaxation read(String text) {
        try {
            return relaxation(JSON.readTree(text));
        } catch (JsonProcessingException | RuntimeException broken) {
            throw new IllegalArgumentException(
                    "This is not the record of a relaxation: " + broken.getMessage(), broken);
        }
    }

    private static Relaxation relaxation(JsonNode root) {
        if (!FORM.equals(optional(root, "form"))) {
            throw new IllegalArgumentException(
                    "its form is " + root.path("form") + ", and this Headroom reads " + FORM + ".");
        }
        var token = optional(root, "token");
        var share = root.path("blocked_share_before");
        return new Relaxation(
                required(root, "run"),
                protection(root.path("protection")),
                target(root.path("target")),
                Instant.parse(required(root, "deadline")),
                ProtectionState.valueOf(required(root, "state")),
                root.required("epoch").longValue(),
                optional(root, "snapshot"),
                optional(root, "rule_version"),
                token == null ? null : new AgentToken(token),
                Instant.parse(required(root, "planned_at")),
                Instant.parse(required(root, "changed_at")),
                instant(root, "relaxed_at"),
                instant(root, "restored_at"),
                share.isNumber() ? (Double) share.doubleValue() : null,
                root.required("verified_open").booleanValue(),
                root.required("verified_closed").booleanValue(),
                root.required("restore_attempts").intValue(),
                required(root, "message"),
                wide(root.path("wide")),
                optional(root, "entanglement"),
                optional(root, "acknowledged_by"));
    }

    private static ObjectNode protection(Protection protection) {
        var node = JSON.createObjectNode().put("name", protection.name()).put("adapter", protection.adapter());
        var coordinates = node.putObject("coordinates");
        new TreeMap<>(protection.coordinates()).forEach(coordinates::put);
        return node;
    }

    private static Protection protection(JsonNode node) {
        var coordinates = new TreeMap<String, String>();
        node.required("coordinates")
                .properties()
                .forEach(entry ->
                        coordinates.put(entry.getKey(), entry.getValue().asText()));
        return new Protection(required(node, "name"), required(node, "adapter"), coordinates);
    }

    private static @Nullable Wide wide(JsonNode node) {
        return node.isObject() ? new Wide(required(node, "reason"), required(node, "approved_by")) : null;
    }

    private static Target target(JsonNode node) {
        return new Target(
                URI.create(required(node, "url")), required(node, "health_path"), optional(node, "blocked_path"));
    }

    private static String required(JsonNode node, String field) {
        return node.required(field).asText();
    }

    private static @Nullable String optional(JsonNode node, String field) {
        var value = node.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    private static @Nullable Instant instant(JsonNode node, String field) {
        var value = optional(node, field);
        return value == null ? null : Instant.parse(value);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
