package io.headroom.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.platform.home.Announcement;
import io.headroom.platform.home.Installation;
import io.headroom.platform.run.Runs;
import io.headroom.protocol.run.RunView;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What the platform does between its start and its end: settle what a dead one left, say where it answers, and end nothing half-way. */
public class PlatformApplication implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(PlatformApplication.class);

    /** Restoring, verifying and destroying takes seconds; a Terraform that hangs gets this long. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(120);

    private static volatile boolean started;

    private final Runs runs;
    private final Installation installation;
    private final ObjectMapper json;
    private final String version;

    PlatformApplication(
            Runs runs,
            Installation installation,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.runs = runs;
        this.installation = installation;
        this.json = json;
        this.version = version;
    }

    @Override
    public int run(String... arguments) throws JsonProcessingException {
        List<RunView> abandoned = runs.settleAbandoned();
        for (RunView run : abandoned) {
            LOG.warnf(
                    "run %s was left by a platform that ended: its protections are restored and its environment is destroyed now",
                    run.id());
        }
        Announcement here = new Announcement(
                version, installation.data().toString(), ProcessHandle.current().pid(), installation.url());
        here.write(installation.data(), json.writeValueAsString(here));
        LOG.infof("Headroom %s answers at %s (data in %s)", version, installation.url(), installation.data());
        started = true;
        Quarkus.waitForExit();
        return 0;
    }

    /** Whether the application ever served. */
    static boolean hasStarted() {
        return started;
    }

    void settle(@Observes ShutdownEvent event) throws InterruptedException {
        runs.stopAll("the platform was stopped", SETTLE_LIMIT);
    }
}
