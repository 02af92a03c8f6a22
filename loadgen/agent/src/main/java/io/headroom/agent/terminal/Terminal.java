package io.headroom.agent.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Where a command writes: results to standard output, progress and complaints to standard error. On a terminal progress is one line that is rewritten;
 * elsewhere it is one line each ten seconds, so that a log stays readable.
 *
 * <p>Invariant: every write happens under this object's monitor, and a live line is erased before anything else is written, so that a signal's message
 * and the progress never share a line.
 */
public final class Terminal {

    private static final Duration LINE_EVERY = Duration.ofSeconds(10);
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;
    private final int columns;
    private final Palette palette;
    private boolean liveLineShown;
    private Instant lastLine = Instant.MIN;

    private Terminal(PrintStream out, PrintStream err, InstantSource clock, int columns, Palette palette) {
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.columns = columns;
        this.palette = palette;
    }

    /**
     * The process's own terminal. Whether there is one only the launcher knows for sure; it says so by {@code HEADROOM_COLUMNS}.
     *
     * @param environment environment variables; {@code NO_COLOR} is respected
     */
    public static Terminal ofProcess(Map<String, String> environment) {
        return of(utf8(FileDescriptor.out), utf8(FileDescriptor.err), InstantSource.system(), environment);
    }

    /** As {@link #ofProcess}, on other streams and another clock. */
    public static Terminal of(PrintStream out, PrintStream err, InstantSource clock, Map<String, String> environment) {
        int columns = columns(environment.getOrDefault("HEADROOM_COLUMNS", ""));
        boolean coloured =
                columns > 0 && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, err, clock, columns, new Palette(coloured));
    }

    public Palette palette() {
        return palette;
    }

    /** Writes a line of the result. */
    public synchronized void print(String line) {
        eraseLiveLine();
        out.println(line);
        out.flush();
    }

    /** Writes a line that stays, beside the result. */
    public synchronized void say(String line) {
        eraseLiveLine();
        err.println(line);
        err.flush();
    }

    /** Shows what is under way: at once on a terminal, at most each ten seconds elsewhere. */
    public synchronized void progress(String line) {
        if (columns > 0) {
            err.print(ERASE_LINE + shortened(line));
            err.flush();
            liveLineShown = true;
            return;
        }
        Instant now = clock.instant();
        if (lastLine.equals(Instant.MIN) || !now.isBefore(lastLine.plus(LINE_EVERY))) {
            lastLine = now;
            err.println(line);
            err.flush();
        }
    }

    /** Ends a piece of progress: the next one is shown at once. */
    public synchronized void progressDone() {
        eraseLiveLine();
        lastLine = Instant.MIN;
    }

    private void eraseLiveLine() {
        if (liveLineShown) {
            err.print(ERASE_LINE);
            err.flush();
            liveLineShown = false;
        }
    }

    /** One that wraps could not be erased. */
    private String shortened(String line) {
        return line.length() < columns ? line : line.substring(0, columns - 2) + "…";
    }

    private static int columns(String text) {
        try {
            return Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
