package io.headroom.localcloud.processes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A shell script in a session of its own that ends an environment's processes when its daemon does not: a daemon that
 * is killed cannot clean up, and its pipe to the reaper closes all the same.
 */
public final class Reaper {

    /** Set in the daemon and inherited by all it starts; the reaper itself is not marked. */
    public static final String MARK = "HEADROOM_LOCAL_CLOUD";

    private static final int SWEEP_SECONDS_MAX = 30;

    private final Path folder;
    private final ProcessLedger ledger;
    /** Never read, always held: collecting it would close the pipe. */
    @SuppressWarnings("unused")
    private @Nullable Process process;

    private boolean closed;

    private Reaper(Path folder, ProcessLedger ledger) {
        this.folder = folder;
        this.ledger = ledger;
    }

    /** Watches this process from now on; a reaper that is lost itself is replaced. */
    public static Reaper watch(Path folder, ProcessLedger ledger) {
        Reaper reaper = new Reaper(folder, ledger);
        reaper.start();
        return reaper;
    }

    /** Does what the reaper does, now: for an environment whose daemon and reaper are both gone. */
    public static void sweep(Path folder) {
        try {
            Process sweep = launch(folder);
            sweep.getOutputStream().close();
            if (!sweep.waitFor(SWEEP_SECONDS_MAX, TimeUnit.SECONDS)) {
                sweep.destroyForcibly();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The session prefix for processes that must not hear a terminal's signals. */
    public static List<String> inOwnSession() {
        return SearchPath.ofThisProcess().find("setsid").map(List::of).orElse(List.of());
    }

    /** From here on the daemon ends by itself, and its reaper with it. */
    public synchronized void close() {
        closed = true;
    }

    private synchronized void start() {
        if (closed) {
            return;
        }
        try {
            Process started = launch(folder);
            process = started;
            ledger.add(ProcessLedger.Kind.REAPER, started.pid());
            started.onExit().thenRun(() -> {
                ledger.remove(started.pid());
                start();
            });
        } catch (IOException failure) {
            throw new UncheckedIOException("No reaper could be started: " + failure.getMessage(), failure);
        }
    }

    private static Process launch(Path folder) throws IOException {
        List<String> command = new ArrayList<>(inOwnSession());
        command.addAll(List.of("/bin/sh", "-c", script(), "local-cloud-reaper", folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove(MARK);
        return builder.start();
    }

    private static String script() throws IOException {
        try (InputStream script = Reaper.class.getResourceAsStream("reaper.sh")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
