package io.headroom.protection.adapter.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.protection.Protection;
import io.headroom.protection.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An account of AWS on real sockets, as far as the adapters ask: WAF and Application Auto Scaling by JSON 1.1, EventBridge
 * Scheduler by REST, EC2 Auto Scaling by the Query protocol; and the target behind the WAF. Each request that is JSON is
 * held against the service's own model, and so is each answer. Signatures are not checked.
 */
public final class StandInAws implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What befalls the next change. */
    enum Fault {
        NONE,
        /** It is made, and answered 500. */
        DONE_BUT_500,
        /** Nothing is done: too many calls. */
        THROTTLED,
        /** Nothing is done, and nothing will be, until told otherwise. */
        OUT_OF_ORDER
    }

    final StandInWaf waf = new StandInWaf();
    final StandInScheduler scheduler = new StandInScheduler();
    final StandInScaling scaling = new StandInScaling();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private Fault fault = Fault.NONE;
    private Runnable beforeNextChange = () -> {};

    public StandInAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                if (exchange.getRequestHeaders().containsKey("Authorization")) {
                    manage(exchange, body);
                } else {
                    exchange.sendResponseHeaders(waf.statusFor(exchange), -1);
                }
            }
        });
        server.start();
    }

    synchronized void fault(Fault next) {
        fault = next;
    }

    /** Somebody else is quicker, once: between what we read and what we write. */
    synchronized void beforeNextChange(Runnable edit) {
        beforeNextChange = edit;
    }

    public Protection firewall() {
        return protection(
                "waf",
                AwsWafAdapter.NAME,
                Map.of(
                        "ip_set_id", "set-1",
                        "ip_set_name", "shop-agents",
                        "web_acl_arn", waf.arn("open"),
                        "closed_web_acl_arn", waf.arn("closed"),
                        "resource_arn", StandInWaf.RESOURCE,
                        "rules", "injection rate-limit",
                        "agent_addresses", "127.0.0.0/8",
                        "propagation_seconds", "5"));
    }

    Protection group() {
        return protection("group", AutoScalingGroupAdapter.NAME, Map.of("group", "shop"));
    }

    Protection service() {
        return protection("service", ScalableTargetAdapter.NAME, Map.of("resource_id", "service/shop/web"));
    }

    private Protection protection(String name, String adapter, Map<String, String> own) {
        var coordinates = new TreeMap<>(own);
        coordinates.putAll(Map.of(
                "region", "eu-central-1",
                "endpoint", url(),
                "schedule_group", "shop",
                "scheduler_role_arn", "arn:aws:iam::1:role/end"));
        return new Protection(name, adapter, coordinates);
    }

    public Target target() {
        return Target.of(URI.create(url()), "/").withBlockedRequest("GET", "/attack", 403);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Nobody of ours is alive, and the time comes. */
    void timePassesTo(Instant now) throws Exception {
        scheduler.runUntil(now, (call, input) -> {
            switch (call) {
                case "wafv2:associateWebACL" -> waf.answer("AssociateWebACL", input);
                case "autoscaling:resumeProcesses" ->
                    scaling.change("ResumeProcesses", JSON.convertValue(input.path("ScalingProcesses"), List.class));
                case "applicationautoscaling:registerScalableTarget" -> scaling.answer("RegisterScalableTarget", input);
                default -> throw new IllegalStateException(call);
            }
        });
    }

    private synchronized void manage(HttpExchange exchange, String body) throws IOException {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var isForm = body.startsWith("Action=") || body.contains("&Action=");
        var isChange = !exchange.getRequestMethod().equals("GET")
                && (target == null || !target.matches(".*\\.(Get|Describe|List).*"))
                && !body.contains("Action=Describe");
        try {
            if (isChange) {
                befall();
            }
            var answer =
                    isForm ? scaling.answer(body) : json(exchange, target, body).toString();
            if (isChange && fault == Fault.DONE_BUT_500) {
                fault = Fault.NONE;
                throw new Refusal(500, "InternalFailure", "something went wrong");
            }
            send(exchange, 200, answer);
        } catch (Refusal refusal) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", refusal.code);
            var problem = JSON.createObjectNode().put("__type", refusal.code).put("message", refusal.getMessage());
            send(
                    exchange,
                    refusal.status,
                    isForm
                            ? "<ErrorResponse><Error><Code>" + refusal.code + "</Code><Message>" + refusal.getMessage()
                                    + "</Message></Error></ErrorResponse>"
                            : problem.toString());
        }
    }

    private void befall() throws Refusal {
        var edit = beforeNextChange;
        beforeNextChange = () -> {};
        edit.run();
        if (fault == Fault.THROTTLED) {
            fault = Fault.NONE;
            throw new Refusal(400, "ThrottlingException", "rate exceeded");
        }
        if (fault == Fault.OUT_OF_ORDER) {
            throw new Refusal(400, "WAFInternalErrorException", "the service is out of order");
        }
    }

    private JsonNode json(HttpExchange exchange, String target, String body) throws Refusal, IOException {
        var request = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        var path = exchange.getRequestURI().getPath();
        if (path.startsWith("/schedules")) {
            return scheduler.answer(exchange.getRequestMethod(), path.substring("/schedules".length()), request);
        }
        var operation = target.substring(target.indexOf('.') + 1);
        return target.startsWith("AWSWAF_") ? waf.answer(operation, request) : scaling.answer(operation, request);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
