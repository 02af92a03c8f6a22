package io.headroom.protection.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.protection.AgentKey;
import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.Names;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import io.headroom.protection.adapter.JsonApi.Answered;
import io.headroom.protection.adapter.JsonApi.NoAnswer;
import io.headroom.protection.adapter.JsonApi.Reply;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Relaxes a rule of local-cloud's gateway: for agents by an exemption that carries its own key and expiry, for everybody
 * by a suspension that carries our artefact's name.
 *
 * <p>Coordinates: {@code api} (the address of local-cloud), {@code token_file} (its bearer token), {@code rule} ({@code
 * rate-limit} or {@code waf}).
 */
public final class LocalCloudAdapter implements ProtectionAdapter {
    /** As a Terraform module names it. */
    public static final String NAME = "local-cloud";

    private static final int DETAIL_CHARACTERS_MAX = 300;
    private static final int FENCE_KEY_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonApi api;
    private final String rule;

    public LocalCloudAdapter(Protection protection) {
        this(protection, JsonApi.CALL_MAX);
    }

    /** @param callMax how long one call may take, its answer's body included */
    LocalCloudAdapter(Protection protection, Duration callMax) {
        this.api = new JsonApi(
                "local-cloud",
                protection.coordinate("api").replaceFirst("(/v1)?/*$", ""),
                Path.of(protection.coordinate("token_file")),
                callMax);
        this.rule = protection.coordinate("rule");
        Names.check("coordinate 'rule'", rule);
    }

    @Override
    public Sighting observe() throws InterruptedException {
        return switch (api.call("GET", "/v1/gateway", null, null)) {
            case Answered(int status, JsonNode body) when status == 200 -> sighting(body);
            case Answered answered -> unexpected("show its rules", answered);
            case NoAnswer(Silence silence) -> silence;
        };
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        return switch (opening.extent()) {
            case NARROW -> put(opening.artefact(), opening.key(), opening.expiry(), ruleVersion);
            case WIDE -> suspend(opening.artefact(), ruleVersion);
        };
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        return switch (extent) {
            case NARROW -> withdraw(artefact, inDoubt);
            case WIDE -> resume(artefact, inDoubt);
        };
    }

    private Effect suspend(String artefact, String ruleVersion) throws InterruptedException {
        var body = JSON.createObjectNode().put("by", artefact);
        return changed(api.call("PUT", suspension(), body, ruleVersion), "suspend its rule", ruleVersion);
    }

    /** Enforces the rule again, whoever holds it suspended: that is the stricter side. */
    private Effect resume(String artefact, boolean inDoubt) throws InterruptedException {
        return switch (observe()) {
            case Silence silence -> silence;
            case Rule seen -> {
                var by = seen.artefacts().stream()
                        .filter(found -> found.extent() == Extent.WIDE)
                        .map(Artefact::id)
                        .findFirst();
                if (by.isEmpty()) {
                    yield inDoubt ? fence(artefact) : new Applied(null);
                }
                if (!by.get().equals(artefact) && inDoubt) {
                    yield new Applied(null); // ours never stood, so theirs is theirs
                }
                var effect = changed(
                        api.call("DELETE", suspension(), null, seen.version()), "resume its rule", seen.version());
                yield effect instanceof Applied && !by.get().equals(artefact)
                        ? new Entangled("'" + by.get() + "' took over our suspension of the rule '" + rule
                                + "', which is enforced again.")
                        : effect;
            }
        };
    }

    private Effect changed(Reply reply, String what, @Nullable String ruleVersion) {
        return switch (reply) {
            case Answered(int status, JsonNode answer)
            when status == 200 || status == 201 || status == 204 ->
                new Applied(answer.path("version").asText());
            case Answered(int status, JsonNode answer)
            when status == 412 ->
                new Stale("The rule '" + rule + "' is not at version " + ruleVersion + " any more" + detail(answer)
                        + ".");
            case Answered answered -> unexpected(what, answered);
            case NoAnswer(Silence silence) -> silence;
        };
    }

    private Effect withdraw(String artefact, boolean inDoubt) throws InterruptedException {
        return switch (api.call("DELETE", exemption(artefact), null, null)) {
            case Answered(int status, JsonNode _) when status == 204 || status == 200 -> new Applied(null);
            case Answered(int status, JsonNode _) when status == 404 -> inDoubt ? fence(artefact) : new Applied(null);
            case Answered answered -> unexpected("remove the exemption " + artefact, answered);
            case NoAnswer(Silence silence) -> silence;
        };
    }

    /**
     * Moves the rule's version on, so that a request to relax that is still under way finds it stale: puts an exemption
     * whose key nobody knows, and takes it away again.
     */
    private Effect fence(String artefact) throws InterruptedException {
        var unknown = new byte[FENCE_KEY_BYTES];
        new SecureRandom().nextBytes(unknown);
        var expiry = new Artefact(artefact, null).deadline();
        if (expiry.isEmpty()) {
            return new Failed("The artefact " + artefact + " is not one of Headroom's.");
        }
        var put = put(artefact, new AgentKey(unknown), expiry.get(), null);
        return put instanceof Applied ? withdraw(artefact, false) : put;
    }

    private Effect put(String artefact, AgentKey key, Instant expiry, @Nullable String ruleVersion)
            throws InterruptedException {
        var body = JSON.createObjectNode().put("key", key.base64()).put("expires_at", expiry.toString());
        return changed(
                api.call("PUT", exemption(artefact), body, ruleVersion), "take the exemption " + artefact, ruleVersion);
    }

    private Sighting sighting(JsonNode gateway) {
        for (var candidate : gateway.path("rules")) {
            if (candidate instanceof ObjectNode found
                    && rule.equals(found.path("name").asText())) {
                return rule(found);
            }
        }
        return new Failed("The gateway of local-cloud at " + api.base() + " has no rule '" + rule
                + "'. Correct the coordinate 'rule' in the Terraform module's output 'protections'.");
    }

    private Sighting rule(ObjectNode found) {
        var artefacts = new ArrayList<Artefact>();
        try {
            for (var exemption : found.path("exemptions")) {
                var expiry = exemption.path("expires_at");
                artefacts.add(new Artefact(
                        exemption.path("id").asText(), expiry.isTextual() ? Instant.parse(expiry.textValue()) : null));
            }
        } catch (DateTimeParseException unreadable) {
            return new Failed("The gateway of local-cloud at " + api.base()
                    + " gives an expires_at that is not a time: " + unreadable.getParsedString());
        }
        var suspendedBy = found.path("suspended_by");
        var settings = found.deepCopy();
        settings.remove(List.of("exemptions", "version"));
        if (suspendedBy.isTextual()) {
            var suspension = new Artefact(suspendedBy.textValue(), Extent.WIDE, null);
            artefacts.add(suspension);
            suspension.run().ifPresent(ours -> settings.remove("suspended_by"));
        } else {
            settings.remove("suspended_by");
        }
        var version = found.path("version").asText();
        return new Rule(settings.toString(), version, artefacts);
    }

    private String suspension() {
        return "/v1/gateway/rules/" + rule + "/suspension";
    }

    private String exemption(String artefact) {
        return "/v1/gateway/rules/" + rule + "/exemptions/" + artefact;
    }

    private Failed unexpected(String what, Answered answered) {
        return new Failed("local-cloud at " + api.base() + " did not " + what + ": it answered " + answered.status()
                + detail(answered.body()) + ".");
    }

    private static String detail(JsonNode problem) {
        var text = problem.path("detail").asText(problem.path("title").asText());
        return text.isEmpty() ? "" : " (" + text.substring(0, Math.min(text.length(), DETAIL_CHARACTERS_MAX)) + ")";
    }
}
