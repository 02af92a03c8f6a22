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

final class NginxTest extends RealProgramContract {
    @TempDir
    Path folder;

    private RealNginx nginx;

    @BeforeEach
    void start() throws Exception {
        RealNginx.requireNginx();
        nginx = RealNginx.withRateLimit(folder);
    }

    @AfterEach
    void stop() {
        if (nginx != null) {
            nginx.close();
        }
    }

    @Override
    Protection protection() {
        return nginx.rateLimit();
    }

    @Override
    Target target() {
        return nginx.target();
    }

    @Override
    URI refusedUrl() {
        return target().url();
    }

    @Override
    int refusedStatus() {
        return 429;
    }

    @Override
    void editRule() throws Exception {
        nginx.editLimit(15);
    }

    @Override
    boolean isRuleEdited() throws Exception {
        return Files.readString(nginx.file("rule.conf")).contains("rate=15r/s");
    }

    @Override
    void editOurs(Relaxation open) throws Exception {
        Files.writeString(
                nginx.file("limit/" + open.artefact() + ".wide.conf"),
                "limit_req_log_level error; # ops\n",
                StandardOpenOption.APPEND);
    }
}
