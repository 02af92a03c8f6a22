package io.headroom.protection.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.protection.AgentToken;
import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.Names;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import io.headroom.protection.adapter.JsonApi.Answered;
import io.headroom.protection.adapter.JsonApi.NoAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Relaxes what Cloudflare puts in front of a zone by one custom rule that skips rate limits, managed rules and super bot
 * fight mode, for requests with the agents' token from the agents' addresses, or for everybody, until a time in its own
 * expression.
 *
 * <p>The rule's description is the artefact's name. Rules are added and deleted one by one, never by writing the whole
 * ruleset, which would take other people's changes with it. Cloudflare has no compare-and-set: between the look at the
 * ruleset's version and the change lies a moment; what a late request adds ends by its expression, and the sweep takes
 * it away before.
 *
 * <p><b>Bot Fight Mode of the free plan cannot be skipped</b>; a zone that has it on does not open, and the proof says so.
 *
 * <p>Coordinates: {@code zone} and {@code ruleset} (ids; the ruleset of the phase {@code http_request_firewall_custom}),
 * {@code token_file} (an API token that may edit zone WAF), {@code agent_addresses} (with blanks between, for example
 * {@code 192.0.2.0/24}), perhaps {@code api} (default: Cloudflare's own).
 */
final class CloudflareAdapter implements ProtectionAdapter {
    static final String NAME = "cloudflare";

    private static final String PUBLIC_API = "https://api.cloudflare.com/client/v4";
    private static final String PHASE = "http_request_firewall_custom";
    private static final Duration PROPAGATION_MAX = Duration.ofSeconds(30);
    private static final Pattern ADDRESSES = Pattern.compile("[0-9a-fA-F.:/ ]+");
    private static final Pattern EXPIRY = Pattern.compile("http\\.request\\.timestamp\\.sec lt (\\d{1,12})");
    /** Header names are in lower case in Cloudflare's expressions. */
    private static final String HEADER = AgentToken.HEADER.toLowerCase(Locale.ROOT);

    private static final String ANY_TOKEN = "<token>";
    private static final Pattern TOKEN = Pattern.compile("(?<= eq )\"[A-Za-z0-9._-]+\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonApi api;
    private final String ruleset;
    private final String agentAddresses;

    CloudflareAdapter(Protection protection) {
        var zone = protection.coordinate("zone");
        var id = protection.coordinate("ruleset");
        Names.check("coordinate 'zone'", zone);
        Names.check("coordinate 'ruleset'", id);
        this.api = new JsonApi(
                "Cloudflare",
                protection.coordinates().getOrDefault("api", PUBLIC_API),
                Path.of(protection.coordinate("token_file")),
                JsonApi.CALL_MAX);
        this.ruleset = "/zones/" + zone + "/rulesets/" + id;
        this.agentAddresses = protection.coordinate("agent_addresses");
        if (!ADDRESSES.matcher(agentAddresses).matches()) {
            throw new IllegalArgumentException("The coordinate 'agent_addresses' of the protection '"
                    + protection.name() + "' is '" + agentAddresses
                    + "': give addresses or networks with blanks between, for example 192.0.2.0/24.");
        }
    }

    @Override
    public Sighting observe() throws InterruptedException {
        return switch (api.call("GET", ruleset, null, null)) {
            case Answered(int status, JsonNode body) when status == 200 -> sighting(body.path("result"));
            case Answered answered -> unexpected("show its rules", answered);
            case NoAnswer(Silence silence) -> silence;
        };
    }

    private Sighting sighting(JsonNode found) {
        if (!PHASE.equals(found.path("phase").asText())) {
            return new Failed("The ruleset " + ruleset + " is of the phase '"
                    + found.path("phase").asText() + "', and a rule that skips others belongs into " + PHASE
                    + ". Correct the coordinate 'ruleset'.");
        }
        var settings = JSON.createArrayNode();
        var artefacts = new ArrayList<Artefact>();
        for (var rule : found.path("rules")) {
            var artefact = artefact(rule);
            if (artefact.run().isPresent()) {
                artefacts.add(artefact);
            } else {
                settings.addObject()
                        .put("description", rule.path("description").asText())
                        .put("expression", rule.path("expression").asText())
                        .put("action", rule.path("action").asText())
                        .put("enabled", rule.path("enabled").asBoolean(true));
            }
        }
        return new Rule(settings.toString(), found.path("version").asText(), artefacts);
    }

    private static Artefact artefact(JsonNode rule) {
        var expression = rule.path("expression").asText();
        var expiry = EXPIRY.matcher(expression);
        return new Artefact(
                rule.path("description").asText(),
                expression.contains("ip.src in") ? Extent.NARROW : Extent.WIDE,
                expiry.find() ? Instant.ofEpochSecond(Long.parseLong(expiry.group(1))) : null);
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        return switch (observe()) {
            case Silence silence -> silence;
            case Rule rule
            when !rule.version().equals(ruleVersion) ->
                new Stale("The ruleset " + ruleset + " is at version " + rule.version() + ", not " + ruleVersion + ".");
            case Rule rule
            when rule.artefacts().stream().anyMatch(found -> found.id().equals(opening.artefact())) ->
                new Applied(rule.version());
            case Rule _ -> add(opening);
        };
    }

    private Effect add(Opening opening) throws InterruptedException {
        var rule = JSON.createObjectNode()
                .put("description", opening.artefact())
                .put("expression", expression(opening))
                .put("action", "skip")
                .put("enabled", true);
        var parameters = rule.putObject("action_parameters").put("ruleset", "current");
        parameters
                .putArray("phases")
                .add("http_ratelimit")
                .add("http_request_firewall_managed")
                .add("http_request_sbfm");
        rule.putObject("logging").put("enabled", true);
        rule.putObject("position").put("index", 1);
        return switch (api.call("POST", ruleset + "/rules", rule, null)) {
            case Answered(int status, JsonNode body)
            when status == 200 ->
                new Applied(body.path("result").path("version").asText());
            case Answered answered -> unexpected("take the rule " + opening.artefact(), answered);
            case NoAnswer(Silence silence) -> silence;
        };
    }

    private String expression(Opening opening) {
        var token = opening.token().value();
        return expression(opening.extent(), opening.expiry().getEpochSecond()).replace(ANY_TOKEN, '"' + token + '"');
    }

    /** With a place for the token, which restoring does not know. */
    private String expression(Extent extent, long until) {
        var time = "http.request.timestamp.sec lt " + until;
        return switch (extent) {
            case NARROW ->
                "(ip.src in {" + agentAddresses + "} and any(http.request.headers[\"" + HEADER + "\"][*] eq "
                        + ANY_TOKEN + ") and " + time + ")";
            case WIDE -> "(" + time + ")";
        };
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        return switch (api.call("GET", ruleset, null, null)) {
            case Answered(int status, JsonNode body) when status == 200 -> delete(artefact, extent, body);
            case Answered answered -> unexpected("show its rules", answered);
            case NoAnswer(Silence silence) -> silence;
        };
    }

    private Effect delete(String artefact, Extent extent, JsonNode body) throws InterruptedException {
        String edited = null;
        for (var rule : ours(artefact, body)) {
            edited = edited == null ? edit(artefact, extent, rule) : edited;
            var reply = api.call("DELETE", ruleset + "/rules/" + rule.path("id").asText(), null, null);
            switch (reply) {
                case Answered(int status, JsonNode _) when status == 200 || status == 404 -> {}
                case Answered answered -> {
                    return unexpected("delete the rule " + artefact, answered);
                }
                case NoAnswer(Silence silence) -> {
                    return silence;
                }
            }
        }
        return edited == null ? new Applied(null) : new Entangled(edited);
    }

    /** More than one where an answer was lost and the request made again. */
    private static List<JsonNode> ours(String artefact, JsonNode body) {
        var found = new ArrayList<JsonNode>();
        for (var rule : body.path("result").path("rules")) {
            if (rule.path("description").asText().equals(artefact)) {
                found.add(rule);
            }
        }
        return found;
    }

    private @Nullable String edit(String artefact, Extent extent, JsonNode rule) {
        var until = new Artefact(artefact, null)
                .deadline()
                .map(Instant::getEpochSecond)
                .orElse(0L);
        var expression = rule.path("expression").asText();
        var shape = TOKEN.matcher(expression).replaceFirst(Matcher.quoteReplacement(ANY_TOKEN));
        return shape.equals(expression(extent, until))
                        && rule.path("action").asText().equals("skip")
                ? null
                : "Somebody changed our rule " + artefact + " to '" + expression + "'; it is deleted.";
    }

    private Failed unexpected(String what, Answered answered) {
        var error = answered.body().path("errors").path(0).path("message").asText();
        return new Failed("Cloudflare at " + api.base() + " did not " + what + ": it answered " + answered.status()
                + (error.isEmpty() ? "" : " (" + error + ")") + ".");
    }

    @Override
    public Duration propagation() {
        return PROPAGATION_MAX;
    }
}
