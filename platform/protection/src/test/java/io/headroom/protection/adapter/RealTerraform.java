package io.headroom.protection.adapter;

import com.sun.net.httpserver.HttpServer;
import io.headroom.protection.Protection;
import io.headroom.protection.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A root module applied by a real Terraform, which writes into a file what a firewall reads; it refuses {@code /attack}. */
public final class RealTerraform implements AutoCloseable {
    static final String MODULE = """
            variable "protections" {
              type    = string
              default = "enforced"
            }

            variable "relaxed_by" {
              type    = string
              default = ""
            }

            variable "limit" {
              type    = number
              default = 20
            }

            resource "terraform_data" "rule" {
              triggers_replace = var.protections

              provisioner "local-exec" {
                command = "printf %s ${var.protections} > mode"
              }
            }

            output "protections" {
              value = var.protections
            }

            output "relaxed_by" {
              value = var.relaxed_by
            }

            output "limit" {
              value = var.limit
            }
            """;

    private final Path folder;
    private final Path module;
    private final HttpServer firewall;

    private RealTerraform(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.module = Files.createDirectories(folder.resolve("module"));
        this.firewall = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        firewall.createContext("/", exchange -> {
            try (exchange) {
                var attack = exchange.getRequestURI().getPath().equals("/attack");
                exchange.sendResponseHeaders(attack && mode().equals("enforced") ? 403 : 200, -1);
            }
        });
    }

    public static void requireTerraform() {
        Program.require("terraform", "/usr/local/bin/terraform", "/usr/bin/terraform");
    }

    public static RealTerraform start(Path folder) throws Exception {
        var started = new RealTerraform(folder);
        started.write("main.tf", MODULE);
        started.run("init", "-input=false");
        started.run("apply", "-auto-approve", "-input=false");
        started.firewall.start();
        return started;
    }

    void write(String file, String text) throws IOException {
        Files.writeString(module.resolve(file), text);
    }

    TerraformProgram.Ended run(String... arguments) throws Exception {
        return new TerraformProgram(TerraformProgram.onPath(), module, Duration.ofMinutes(1))
                .run(folder, List.of(arguments));
    }

    String mode() throws IOException {
        return Files.readString(module.resolve("mode"));
    }

    public Protection protection() {
        return new Protection(
                "edge", TerraformAdapter.NAME, Map.of("folder", module.toString(), "propagation_seconds", "0"));
    }

    public Target target() {
        return Target.of(URI.create("http://127.0.0.1:" + firewall.getAddress().getPort()), "/")
                .withBlockedRequest("GET", "/attack", 403);
    }

    @Override
    public void close() {
        firewall.stop(0);
    }
}
