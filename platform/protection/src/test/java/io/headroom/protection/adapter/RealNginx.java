package io.headroom.protection.adapter;

import io.headroom.protection.Protection;
import io.headroom.protection.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** nginx with a rate limit that foresees its relaxation, and ModSecurity in front if it is asked for. */
public final class RealNginx implements AutoCloseable {
    public static final int PER_SECOND = 20;
    private static final String MODSECURITY = "/usr/lib/nginx/modules/ngx_http_modsecurity_module.so";
    private static final String ATTACK = "/?q=%27%20or%201%3D1";
    private static final String SECRET = "what-secure_link_md5-ends-with";

    private final Path folder;
    private final Program program;

    private RealNginx(Path folder, Program program) {
        this.folder = folder;
        this.program = program;
    }

    public static void requireNginx() {
        Program.require("nginx", "/usr/sbin/nginx", "/usr/bin/nginx");
    }

    public static void requireModSecurity() {
        requireNginx();
        Program.require("libnginx-mod-http-modsecurity", MODSECURITY);
    }

    public static RealNginx withRateLimit(Path folder) throws IOException, InterruptedException {
        return start(folder, false);
    }

    public static RealNginx withModSecurity(Path folder) throws IOException, InterruptedException {
        return start(folder, true);
    }

    private static RealNginx start(Path folder, boolean modSecurity) throws IOException, InterruptedException {
        for (var each : List.of(folder, folder.resolve("limit"), folder.resolve("rules"))) {
            Files.createDirectories(each);
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(folder.resolve("secret"), SECRET + "\n");
        Files.writeString(folder.resolve("rule.conf"), limit(PER_SECOND));
        Files.writeString(folder.resolve("rules/00-headroom.conf"), "# ModSecurity wants one file at least\n");
        Files.writeString(folder.resolve("modsecurity.conf"), modSecurityRules(folder));
        var program = Program.start(folder, port -> {
            Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, modSecurity));
            return List.of(
                    "nginx",
                    "-e",
                    "stderr",
                    "-p",
                    folder + "/",
                    "-c",
                    folder.resolve("nginx.conf").toString());
        });
        return new RealNginx(folder, program);
    }

    private static String limit(int perSecond) {
        return "limit_req_zone $headroom_key zone=clients:1m rate=%dr/s;\n".formatted(perSecond);
    }

    private static String modSecurityRules(Path folder) {
        return """
                SecRuleEngine On
                SecRequestBodyAccess Off
                Include %s/rules/*.conf
                SecRule ARGS "@rx (?i)' or 1=1" "id:1001,phase:1,deny,status:403,t:urlDecodeUni,nolog"
                """.formatted(folder);
    }

    private static String configuration(Path folder, int port, boolean modSecurity) {
        return """
                %s
                daemon off;
                worker_processes 1;
                worker_shutdown_timeout 1s;
                pid nginx.pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path tmp;
                    proxy_temp_path tmp;
                    fastcgi_temp_path tmp;
                    uwsgi_temp_path tmp;
                    scgi_temp_path tmp;
                    map $http_x_headroom_artefact $headroom_artefact {
                        "~^headroom-[A-Za-z0-9_-]+-[0-9]+$" $http_x_headroom_artefact;
                        default none;
                    }
                    map "$headroom_open:$secure_link" $headroom_key {
                        "yes:1" "";
                        default $binary_remote_addr;
                    }
                    include rule.conf;
                    limit_req_status 429;
                    limit_req_log_level info;
                    server {
                        listen 127.0.0.1:%d;
                        %s
                        include limit/*.conf;
                        secure_link $http_x_headroom_pass;
                        secure_link_md5 "$secure_link_expires $headroom_artefact %s";
                        set $headroom_open no;
                        if (-f %s/limit/$headroom_artefact.agents) {
                            set $headroom_open yes;
                        }
                        location / {
                            %s
                            try_files /none =204;
                        }
                    }
                }
                """.formatted(
                modSecurity ? "load_module " + MODSECURITY + ";" : "",
                port,
                modSecurity ? "modsecurity on; modsecurity_rules_file " + folder.resolve("modsecurity.conf") + ";" : "",
                SECRET,
                folder,
                modSecurity ? "" : "limit_req zone=clients burst=20 nodelay;");
    }

    public Protection rateLimit() {
        return new Protection(
                "nginx-limit",
                "nginx",
                Map.of(
                        "folder",
                        folder.resolve("limit").toString(),
                        "rule_file",
                        folder.resolve("rule.conf").toString(),
                        "secret_file",
                        folder.resolve("secret").toString(),
                        "prefix",
                        folder + "/",
                        "config",
                        folder.resolve("nginx.conf").toString(),
                        "per_second",
                        String.valueOf(PER_SECOND),
                        "burst",
                        "20"));
    }

    public Protection firewall() {
        return new Protection(
                "modsecurity",
                "modsecurity",
                Map.of(
                        "folder",
                        folder.resolve("rules").toString(),
                        "rule_file",
                        folder.resolve("modsecurity.conf").toString(),
                        "agent_addresses",
                        "127.0.0.0/8",
                        "prefix",
                        folder + "/",
                        "config",
                        folder.resolve("nginx.conf").toString()));
    }

    public Target target() {
        return Target.of(URI.create("http://127.0.0.1:" + program.port()), "/").withBlockedRequest("GET", ATTACK, 403);
    }

    void editLimit(int perSecond) throws IOException {
        Files.writeString(folder.resolve("rule.conf"), limit(perSecond));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        program.close();
    }
}
