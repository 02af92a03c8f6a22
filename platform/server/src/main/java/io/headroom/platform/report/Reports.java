package io.headroom.platform.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.platform.home.Installation;
import io.headroom.protocol.run.RunResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** The door to result documents. Each is a file of its own too, which outlives the database. */
@ApplicationScoped
public class Reports {

    private static final Logger LOG = Logger.getLogger(Reports.class);

    private final Installation installation;
    private final ObjectMapper json;
    private final Clock clock;

    Reports(Installation installation, ObjectMapper json, Clock clock) {
        this.installation = installation;
        this.json = json;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** @return the file, whether or not it could be written: the database holds the result too */
    public Path write(RunResult result) {
        Path file = installation.folder("reports").resolve(result.run() + ".json");
        try {
            Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } catch (IOException failure) {
            LOG.warnf("the report file %s cannot be written: %s", file, failure.getMessage());
        }
        return file;
    }
}
