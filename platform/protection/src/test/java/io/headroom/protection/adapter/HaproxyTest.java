package io.headroom.protection.adapter;

import io.headroom.protection.Protection;
import io.headroom.protection.Relaxation;
import io.headroom.protection.Target;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class HaproxyTest extends RealProgramContract {
    @TempDir
    Path folder;

    private RealHaproxy haproxy;

    @BeforeEach
    void start() throws Exception {
        RealHaproxy.requireHaproxy();
        haproxy = RealHaproxy.start(folder);
    }

    @AfterEach
    void stop() {
        if (haproxy != null) {
            haproxy.close();
        }
    }

    @Override
    Protection protection() {
        return haproxy.rateLimit();
    }

    @Override
    Target target() {
        return haproxy.target();
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
        replace("limits.map", "limit", "15");
    }

    @Override
    boolean isRuleEdited() throws Exception {
        return haproxy.runtime()
                .entries(haproxy.map("limits.map"))
                .getFirst()
                .value()
                .equals("15");
    }

    @Override
    void editOurs(Relaxation open) throws Exception {
        replace("wide.map", "wide", "4102444800/" + open.artefact());
    }

    private void replace(String name, String key, String value) throws Exception {
        var map = haproxy.map(name);
        for (var entry : haproxy.runtime().entries(map)) {
            haproxy.runtime().delete(map, entry);
        }
        haproxy.runtime().add(map, key, value);
    }
}
