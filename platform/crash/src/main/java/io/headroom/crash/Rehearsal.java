package io.headroom.crash;

import io.headroom.protection.AgentToken;
import io.headroom.protection.BurstProbe;
import io.headroom.protection.Extent;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Safeguards;
import io.headroom.protection.WriteAhead;
import io.headroom.protection.adapter.Adapters;
import io.headroom.protection.guard.GuardProcess;
import io.headroom.protection.guard.Heartbeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Loads what an owner and a guard load, so that the JVM can remember it: relaxes and restores once, at nobody's cost. */
final class Rehearsal {
    private Rehearsal() {}

    static void main() throws Exception {
        var folder = Files.createTempDirectory("headroom-rehearsal-");
        try (var cloud = new StandInCloud(folder)) {
            var places = new OwnerSpec.Places("", "", "", folder, cloud.url("rehearsal"), cloud.tokenFile());
            var driver = new RelaxRestore(
                    WriteAhead.inCopyOnly(new FileJournal(folder)),
                    Adapters::of,
                    new Safeguards(BurstProbe.standard(), Guard.expiryInTheRule(), relaxation -> false),
                    Clock.systemUTC());
            new Heartbeat(folder).beat();
            var request = new RelaxRequest(
                    "rehearsal",
                    StandInCloud.protection(places),
                    StandInCloud.target(places),
                    Instant.now().plusSeconds(60),
                    Owner.KEY,
                    1);
            var open = driver.relax(request);
            driver.restore(open.id(), 1);
            load(AgentToken.class, Extent.class, GuardProcess.class, Owner.class, PointAdapter.class);
            CrashDatabase.at("jdbc:postgresql://127.0.0.1:1/none", "", "").getConnection();
        } catch (SQLException nobodyThere) {
            // Trying to connect has loaded the driver.
        } finally {
            List.of("closed", "open", "guard").forEach(name -> delete(folder.resolve(name)));
            delete(folder);
        }
    }

    private static void load(Class<?>... classes) throws ClassNotFoundException {
        for (var each : classes) {
            Class.forName(each.getName());
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            // A temporary folder that stays is the system's to clean.
        }
    }
}
