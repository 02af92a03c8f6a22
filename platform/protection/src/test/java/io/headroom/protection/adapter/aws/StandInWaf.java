package io.headroom.protection.adapter.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.wafv2.model.AssociateWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.GetIpSetRequest;
import software.amazon.awssdk.services.wafv2.model.GetIpSetResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclForResourceRequest;
import software.amazon.awssdk.services.wafv2.model.GetWebAclForResourceResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.UpdateIpSetRequest;
import software.amazon.awssdk.services.wafv2.model.UpdateWebAclRequest;

/**
 * An IP set and two web ACLs, of which one guards a target: lock tokens, writes that replace the whole, and an edge that
 * sees each change later than the interface says. Its SQL injection rules refuse {@code /attack}.
 */
final class StandInWaf {
    static final Duration PROPAGATION = Duration.ofMillis(80);
    static final String RESOURCE = "arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/shop/1";
    static final String IP_SET = "arn:aws:wafv2:eu-central-1:1:regional/ipset/shop-agents/set-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the edge does since a time. */
    private record Seen(long sinceNanos, JsonNode world) {}

    private final List<Seen> history = new ArrayList<>();
    private final Map<String, Integer> requestsByAddress = new HashMap<>();
    private final ObjectNode world = JSON.createObjectNode();
    private int lastToken;

    StandInWaf() {
        world.set("set", json("""
                {"Name": "shop-agents", "Id": "set-1", "ARN": "%s", "Description": "exempt agents",
                 "IPAddressVersion": "IPV4", "Addresses": ["192.0.2.7/32"]}""".formatted(IP_SET)));
        world.set("open", acl("shop", "acl-1", """
                "ScopeDownStatement": {"NotStatement": {"Statement": {"AndStatement": {"Statements": [
                  {"IPSetReferenceStatement": {"ARN": "%s"}},
                  {"ByteMatchStatement": {"SearchString": "%s", "FieldToMatch": {"SingleHeader": {"Name": "x-headroom-agent"}},
                    "TextTransformations": [{"Priority": 0, "Type": "NONE"}], "PositionalConstraint": "STARTS_WITH"}}]}}}},""".formatted(
                        IP_SET, Base64.getEncoder().encodeToString("run-".getBytes()))));
        world.set("closed", acl("shop-closed", "acl-2", ""));
        world.put("guardedBy", arn("open"));
        changed("set", "open", "closed");
        history.set(0, new Seen(System.nanoTime(), world.deepCopy()));
    }

    private static JsonNode acl(String name, String id, String scopeDown) {
        return json("""
                {"Name": "%1$s", "Id": "%2$s", "ARN": "arn:aws:wafv2:eu-central-1:1:regional/webacl/%1$s/%2$s",
                 "Description": "guards the shop", "Capacity": 210, "LabelNamespace": "awswaf:1:webacl:%1$s:",
                 "DefaultAction": {"Allow": {}}, "TokenDomains": ["shop.example"],
                 "CaptchaConfig": {"ImmunityTimeProperty": {"ImmunityTime": 300}},
                 "CustomResponseBodies": {"slow": {"ContentType": "TEXT_PLAIN", "Content": "slow down"}},
                 "AssociationConfig": {"RequestBody": {"API_GATEWAY": {"DefaultSizeInspectionLimit": "KB_16"}}},
                 "VisibilityConfig": {"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "shop"},
                 "Rules": [
                   {"Name": "injection", "Priority": 12, "OverrideAction": {"None": {}},
                    "Statement": {"ManagedRuleGroupStatement": {%3$s "VendorName": "AWS", "Name": "AWSManagedRulesSQLiRuleSet"}},
                    "VisibilityConfig": {"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "injection"}},
                   {"Name": "rate-limit", "Priority": 30,
                    "Action": {"Block": {"CustomResponse": {"ResponseCode": 429, "CustomResponseBodyKey": "slow"}}},
                    "Statement": {"RateBasedStatement": {%3$s "Limit": 2000, "EvaluationWindowSec": 300, "AggregateKeyType": "IP"}},
                    "VisibilityConfig": {"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "rate"}}]}""".formatted(name, id, scopeDown));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    String arn(String acl) {
        return world.path(acl).path("ARN").asText();
    }

    synchronized ObjectNode set() {
        return (ObjectNode) world.get("set");
    }

    synchronized ObjectNode acl() {
        return (ObjectNode) world.get("open");
    }

    synchronized String guardedBy() {
        return world.path("guardedBy").asText();
    }

    /** Somebody writes the set or the web ACL. */
    synchronized void edit(String what, ObjectNode written) {
        world.set(what, written);
        changed(what);
    }

    /** Makes new lock tokens; the edge follows later. */
    private void changed(String... what) {
        for (var one : what) {
            world.put("token-" + one, "token-" + ++lastToken);
        }
        history.add(new Seen(System.nanoTime() + PROPAGATION.toNanos(), world.deepCopy()));
    }

    synchronized ObjectNode answer(String operation, JsonNode request) throws Refusal {
        return switch (operation) {
            case "GetIPSet" -> {
                check(GetIpSetRequest.builder(), request);
                yield checked(GetIpSetResponse.builder(), shown("IPSet", "set"));
            }
            case "UpdateIPSet" -> {
                check(UpdateIpSetRequest.builder(), request);
                yield replace("set", request);
            }
            case "GetWebACL" -> {
                check(GetWebAclRequest.builder(), request);
                yield checked(GetWebAclResponse.builder(), shown("WebACL", named(request)));
            }
            case "UpdateWebACL" -> {
                check(UpdateWebAclRequest.builder(), request);
                yield replace(named(request), request);
            }
            case "GetWebACLForResource" -> {
                check(GetWebAclForResourceRequest.builder(), request);
                var guard = guardedBy().equals(arn("open")) ? "open" : "closed";
                var shown = JSON.createObjectNode();
                shown.set("WebACL", world.get(guard));
                yield checked(GetWebAclForResourceResponse.builder(), shown);
            }
            case "AssociateWebACL" -> {
                check(AssociateWebAclRequest.builder(), request);
                world.put("guardedBy", request.path("WebACLArn").asText());
                changed();
                yield JSON.createObjectNode();
            }
            default -> throw new Refusal(400, "UnknownOperationException", operation);
        };
    }

    private String named(JsonNode request) throws Refusal {
        for (var acl : List.of("open", "closed")) {
            if (world.path(acl).path("Id").equals(request.path("Id"))) {
                return acl;
            }
        }
        throw new Refusal(400, "WAFNonexistentItemException", "there is no such web ACL");
    }

    private ObjectNode shown(String name, String what) {
        var shown = JSON.createObjectNode();
        shown.set(name, world.get(what).deepCopy());
        return shown.put("LockToken", world.path("token-" + what).asText());
    }

    /** What is not sent is lost, but for what cannot be sent. */
    private ObjectNode replace(String what, JsonNode request) throws Refusal {
        if (!request.path("LockToken").equals(world.path("token-" + what))) {
            throw new Refusal(400, "WAFOptimisticLockException", "the lock token is not the latest");
        }
        var next = (ObjectNode) request.deepCopy();
        next.remove(List.of("LockToken", "Scope"));
        for (var fixed : List.of("ARN", "IPAddressVersion", "Capacity", "LabelNamespace")) {
            if (world.path(what).has(fixed)) {
                next.set(fixed, world.path(what).get(fixed));
            }
        }
        edit(what, next);
        return JSON.createObjectNode()
                .put("NextLockToken", world.path("token-" + what).asText());
    }

    private static void check(SdkPojo shape, JsonNode request) throws Refusal {
        var problems = SdkModel.problems(shape, request);
        if (!problems.isEmpty()) {
            throw new Refusal(400, "WAFInvalidParameterException", String.join("; ", problems));
        }
    }

    private static ObjectNode checked(SdkPojo shape, ObjectNode answer) {
        var problems = SdkModel.problems(shape, answer);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The stand-in answers what AWS could not: " + problems);
        }
        return answer;
    }

    /** What the edge answers to a request for the target. */
    synchronized int statusFor(HttpExchange request) {
        var now = System.nanoTime();
        var edge = history.stream()
                .filter(seen -> now - seen.sinceNanos() >= 0)
                .toList()
                .getLast()
                .world();
        var guard = edge.path("guardedBy").equals(edge.path("open").path("ARN")) ? "open" : "closed";
        var rules = new ArrayList<JsonNode>();
        edge.path(guard).path("Rules").forEach(rules::add);
        rules.sort(Comparator.comparingInt(rule -> rule.path("Priority").asInt()));
        for (var rule : rules) {
            if (matches(rule.path("Statement"), request, edge)) {
                if (rule.path("OverrideAction").has("None")) {
                    return 403;
                }
                if (rule.path("Action").has("Block")) {
                    return rule.at("/Action/Block/CustomResponse/ResponseCode").asInt(403);
                }
            }
        }
        return 200;
    }

    private boolean matches(JsonNode statement, HttpExchange request, JsonNode edge) {
        var kind = statement.fieldNames().next();
        var inside = statement.path(kind);
        var inScope = !inside.has("ScopeDownStatement") || matches(inside.path("ScopeDownStatement"), request, edge);
        return switch (kind) {
            case "NotStatement" -> !matches(inside.path("Statement"), request, edge);
            case "AndStatement" -> all((ArrayNode) inside.path("Statements"), request, edge);
            case "IPSetReferenceStatement" ->
                isInSet(edge, request.getRemoteAddress().getAddress());
            case "ByteMatchStatement" -> {
                var header = inside.at("/FieldToMatch/SingleHeader/Name").asText();
                var sought = new String(
                        Base64.getDecoder().decode(inside.path("SearchString").asText()));
                var value = request.getRequestHeaders().getFirst(header);
                yield value != null && value.startsWith(sought);
            }
            case "ManagedRuleGroupStatement" ->
                inScope && request.getRequestURI().getPath().equals("/attack");
            case "RateBasedStatement" ->
                inScope
                        && requestsByAddress.merge(request.getRemoteAddress().getHostString(), 1, Integer::sum)
                                > inside.path("Limit").asInt();
            default -> throw new IllegalStateException(kind);
        };
    }

    private boolean all(ArrayNode statements, HttpExchange request, JsonNode edge) {
        for (var one : statements) {
            if (!matches(one, request, edge)) {
                return false;
            }
        }
        return true;
    }

    /** Networks of whole bytes. */
    private static boolean isInSet(JsonNode edge, InetAddress address) {
        for (var network : edge.path("set").path("Addresses")) {
            var parts = network.asText().split("/");
            var bytes = Integer.parseInt(parts[1]) / 8;
            var wanted = parts[0].split("\\.");
            var same = 0;
            while (same < bytes && Integer.parseInt(wanted[same]) == Byte.toUnsignedInt(address.getAddress()[same])) {
                same++;
            }
            if (same == bytes) {
                return true;
            }
        }
        return false;
    }
}
