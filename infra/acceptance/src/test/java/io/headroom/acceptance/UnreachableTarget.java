package io.headroom.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Terraform module whose target answers the platform's question for its health and is gone afterwards, when the platform pins the number of
 * instances: so the agent finds nobody.
 */
final class UnreachableTarget implements AutoCloseable {

    private static final String GROUP = """
            {"class": "nano", "min": 1, "max": 1, "desired": 1, "autoscaling": false, "events": [],
             "instances": [{"id": "i-1", "address": "127.0.0.1:1", "zone": "a", "state": "ready"}]}""";

    private final Path module;
    private final HttpServer target;
    private final HttpServer api;

    private UnreachableTarget(Path module, HttpServer target, HttpServer api) {
        this.module = module;
        this.target = target;
        this.api = api;
    }

    /** @param module folder that the module is written to */
    static UnreachableTarget from(Path module) throws IOException {
        HttpServer target = server();
        target.createContext("/q/health/ready", exchange -> answer(exchange, "{}"));
        HttpServer api = server();
        api.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                target.stop(0);
            }
            answer(exchange, GROUP);
        });
        Files.createDirectories(module);
        Path token = Files.writeString(module.resolve("token"), "none");
        UnreachableTarget made = new UnreachableTarget(module, target, api);
        Files.writeString(module.resolve("main.tf"), made.terraform(token));
        target.start();
        api.start();
        return made;
    }

    Path module() {
        return module;
    }

    String url() {
        return url(target);
    }

    private String terraform(Path token) {
        return """
                variable "name" {}
                variable "run_id" {}
                variable "expires_at" {}
                variable "instance_class" {}
                variable "instances" {}

                resource "terraform_data" "nothing" {
                  input = [var.name, var.run_id, var.expires_at, var.instance_class, var.instances]
                }

                output "target_url" { value = "%s" }
                output "instances" { value = [] }
                output "protections" { value = [] }
                output "autoscaler" {
                  value = { adapter = "local-cloud", coordinates = { api = "%s", token_file = "%s", group = "profile" } }
                }
                output "telemetry" { value = { otlp_endpoint = null, service_name = "none" } }
                output "verification" { value = { health_path = "/q/health/ready" } }
                output "prices" { value = {} }
                """.formatted(url(target), url(api), token);
    }

    private static HttpServer server() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        target.stop(0);
        api.stop(0);
    }
}
