package io.headroom.localcloud.command;

import io.headroom.localcloud.folder.CloudFolder;
import io.headroom.localcloud.folder.Description;
import io.headroom.localcloud.processes.ProcessIdentity;
import io.headroom.localcloud.processes.ProcessLedger;
import io.headroom.localcloud.processes.Reaper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The end of an environment: its daemon is asked, then told, then killed; what is left is swept; the folder goes. */
final class Destruction {

    private static final Duration ASKED_MAX = Duration.ofSeconds(45);
    private static final Duration TOLD_MAX = Duration.ofSeconds(15);
    private static final Duration REAPER_MAX = Duration.ofSeconds(20);

    private final CloudFolder folder;
    private final Optional<ProcessIdentity> daemon;
    private final Optional<ProcessIdentity> reaper;

    private Destruction(CloudFolder folder) {
        this.folder = folder;
        this.daemon = folder.description().map(Description::daemon);
        this.reaper = ProcessLedger.reaperIn(folder.processes());
    }

    static Destruction of(CloudFolder folder) {
        return new Destruction(folder);
    }

    void run() throws Exception {
        if (daemon.isPresent()) {
            end(daemon.get());
        }
        // The reaper sees its daemon's end by itself; it must not outlive the environment.
        if (reaper.isPresent() && !gone(reaper.get(), REAPER_MAX)) {
            reaper.get().kill();
        }
        if (folder.exists()) {
            Reaper.sweep(folder.path());
        }
        folder.delete();
    }

    private void end(ProcessIdentity process) throws Exception {
        if (!process.isAlive()) {
            return;
        }
        try {
            CloudClient.of(folder.name()).send("DELETE", "/v1/cloud", null);
            if (gone(process, ASKED_MAX)) {
                return;
            }
        } catch (IOException | CommandFailure deaf) {
            // It does not answer any more: the next steps need no answer.
        }
        process.terminate();
        if (!gone(process, TOLD_MAX)) {
            process.kill();
            gone(process, TOLD_MAX);
        }
    }

    private static boolean gone(ProcessIdentity process, Duration timeout) throws Exception {
        return Waiting.until(() -> !process.isAlive(), timeout);
    }
}
