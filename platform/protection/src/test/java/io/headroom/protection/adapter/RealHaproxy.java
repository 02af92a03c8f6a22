package io.headroom.protection.adapter;

import io.headroom.protection.Protection;
import io.headroom.protection.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** HAProxy with a rate limit that foresees its relaxation. */
public final class RealHaproxy implements AutoCloseable {
    public static final int PER_SECOND = 20;

    private final Path folder;
    private final Program program;

    private RealHaproxy(Path folder, Program program) {
        this.folder = folder;
        this.program = program;
    }

    public static void requireHaproxy() {
        Program.require("haproxy", "/usr/sbin/haproxy", "/usr/bin/haproxy");
    }

    public static RealHaproxy start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("agents.map"), "");
        Files.writeString(folder.resolve("wide.map"), "");
        Files.writeString(folder.resolve("limits.map"), "limit " + PER_SECOND + "\n");
        var program = Program.start(folder, port -> {
            Files.writeString(folder.resolve("haproxy.cfg"), configuration(folder, port));
            return List.of("haproxy", "-f", folder.resolve("haproxy.cfg").toString());
        });
        return new RealHaproxy(folder, program);
    }

    private static String configuration(Path folder, int port) {
        return """
                global
                    stats socket @FOLDER@/admin mode 600 level admin
                    nbthread 1
                defaults
                    mode http
                    timeout client 5s
                    timeout server 5s
                    timeout connect 1s
                frontend clients
                    bind 127.0.0.1:@PORT@
                    stick-table type ip size 1k expire 30s store http_req_rate(1s)
                    http-request set-var(txn.until) hdr(X-Headroom-Agent),sha2(256),hex,map_str(@FOLDER@/agents.map,0),word(1,/)
                    http-request set-var(txn.wide) str(wide),map_str(@FOLDER@/wide.map,0),word(1,/)
                    http-request set-var(txn.limit) str(limit),map_str_int(@FOLDER@/limits.map,1)
                    acl agent date,sub(txn.until) lt 0
                    acl wide date,sub(txn.wide) lt 0
                    http-request track-sc0 src unless agent
                    http-request deny deny_status 429 if { sc_http_req_rate(0),sub(txn.limit) gt 0 } !agent !wide
                    http-request return status 204
                """.replace("@FOLDER@", folder.toString()).replace("@PORT@", String.valueOf(port));
    }

    public Protection rateLimit() {
        return new Protection(
                "haproxy-limit",
                "haproxy",
                Map.of(
                        "socket",
                        folder.resolve("admin").toString(),
                        "agents_map",
                        folder.resolve("agents.map").toString(),
                        "wide_map",
                        folder.resolve("wide.map").toString(),
                        "limits_map",
                        folder.resolve("limits.map").toString(),
                        "per_second",
                        String.valueOf(PER_SECOND),
                        "burst",
                        String.valueOf(PER_SECOND)));
    }

    public Target target() {
        return Target.of(URI.create("http://127.0.0.1:" + program.port()), "/");
    }

    HaproxyRuntime runtime() {
        return HaproxyRuntime.at(folder.resolve("admin").toString());
    }

    String map(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public void close() {
        program.close();
    }
}
