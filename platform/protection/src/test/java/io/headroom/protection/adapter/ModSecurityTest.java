package io.headroom.protection.adapter;

import io.headroom.protection.Protection;
import io.headroom.protection.Relaxation;
import io.headroom.protection.Target;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** ModSecurity 3 in nginx; its limit is that an attack never passes. */
final class ModSecurityTest extends RealProgramContract {
    private static final String ANOTHER_RULE =
            "SecRule ARGS \"@contains drop table\" \"id:1002,phase:1,deny,status:403,nolog\"\n";

    @TempDir
    Path folder;

    private RealNginx nginx;

    @BeforeEach
    void start() throws Exception {
        RealNginx.requireModSecurity();
        nginx = RealNginx.withModSecurity(folder);
    }

    @AfterEach
    void stop() {
        if (nginx != null) {
            nginx.close();
        }
    }

    @Override
    Protection protection() {
        return nginx.firewall();
    }

    @Override
    Target target() {
        return nginx.target();
    }

    @Override
    URI refusedUrl() {
        return URI.create(target().url() + target().blockedPath());
    }

    @Override
    int refusedStatus() {
        return 403;
    }

    @Override
    void editRule() throws Exception {
        Files.writeString(nginx.file("modsecurity.conf"), ANOTHER_RULE, StandardOpenOption.APPEND);
    }

    @Override
    boolean isRuleEdited() throws Exception {
        return Files.readString(nginx.file("modsecurity.conf")).contains(ANOTHER_RULE);
    }

    @Override
    void editOurs(Relaxation open) throws Exception {
        Files.writeString(
                nginx.file("rules/" + open.artefact() + ".wide.conf"), "# kept by ops\n", StandardOpenOption.APPEND);
    }
}
