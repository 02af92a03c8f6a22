package io.headroom.agent.platform;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A platform process that this command started. It lives in a session of its own, so that Ctrl-C in the terminal reaches this command only, which then
 * stops the platform in order.
 */
public final class PlatformProcess {

    /** How a platform lives beside the command that starts it. */
    public enum Life {
        /** Ends when the command does, even if that is killed; what it writes goes to its log file. */
        BOUND,
        /** As {@code BOUND}, but it writes where the command does. */
        BOUND_IN_FOREGROUND,
        /** Outlives the command. */
        DETACHED
    }

    /** For the orderly end of one that is not ready yet: it has no run to put back, and may not be listening to its parent yet. */
    public static final Duration STARTING_END_MAX = Duration.ofSeconds(3);

    private static final Duration TERMINATE = Duration.ofSeconds(20);
    private static final Duration KILL = Duration.ofSeconds(5);
    private static final int SENTENCE_MAX = 600;

    private final Process process;
    private final Life life;
    private final DataFolder folder;
    private final long logBytesBefore;

    private PlatformProcess(ProcessBuilder builder, Life life, DataFolder folder) throws IOException {
        this.logBytesBefore = folder.log().toFile().length();
        this.process = builder.start();
        this.life = life;
        this.folder = folder;
    }

    /**
     * Starts a platform on a folder that {@link DataFolder#prepare} has proven writable.
     *
     * @param arguments of the platform, after {@code --data}
     */
    public static PlatformProcess start(PlatformProgram program, DataFolder folder, Life life, List<String> arguments) {
        var command = new ArrayList<>(ownSession());
        command.addAll(program.command());
        command.addAll(List.of("--data", folder.path().toString()));
        command.addAll(arguments);
        if (life != Life.DETACHED) {
            command.add("--exit-with-parent");
        }
        try {
            return new PlatformProcess(builder(command, folder, life), life, folder);
        } catch (IOException failure) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "The platform could not be started: %s.".formatted(failure.getMessage()));
        }
    }

    private static ProcessBuilder builder(List<String> command, DataFolder folder, Life life) {
        var builder = new ProcessBuilder(command);
        if (life == Life.DETACHED) {
            builder.redirectInput(new File("/dev/null"));
        }
        if (life == Life.BOUND_IN_FOREGROUND) {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        } else {
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
        }
        return builder;
    }

    /** Words that put what follows out of reach of the terminal's Ctrl-C: a new session, or where there is no setsid a shell that ignores it. */
    private static List<String> ownSession() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path setsid = Path.of(folder, "setsid");
            if (Files.isExecutable(setsid)) {
                return List.of(setsid.toString());
            }
        }
        return List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Once it is ready, the platform; nothing until then. */
    public Optional<RunningPlatform> ready() {
        return folder.announced()
                .filter(announced -> announced.pid() == process.pid())
                .flatMap(_ -> folder.running());
    }

    /** The command's end once this process has ended by itself. In the foreground it has written its sentence already. */
    public CommandFailure failure() {
        ExitCode exitCode = process.exitValue() == ExitCode.USAGE.number() ? ExitCode.USAGE : ExitCode.ENVIRONMENT;
        return new CommandFailure(exitCode, lastWords());
    }

    /** The last line that it wrote, which on a failure is the sentence for the user. */
    private String lastWords() {
        try (var lines = Files.lines(folder.log())) {
            if (folder.log().toFile().length() > logBytesBefore) {
                String last = lines.filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
                return last.length() <= SENTENCE_MAX ? last : last.substring(0, SENTENCE_MAX) + "…";
            }
        } catch (IOException | UncheckedIOException _) {
            // Said below.
        }
        return "The platform ended with status %d and said nothing; its log is %s."
                .formatted(process.exitValue(), folder.log());
    }

    /** Waits for its end. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    public int exitValue() {
        return process.exitValue();
    }

    /** Tells it to end in order (stop runs, restore, destroy), without waiting. */
    public void askToEnd() {
        if (life == Life.DETACHED) {
            process.destroy();
            return;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // Its end of the pipe is closed: it is ending.
        }
    }

    /**
     * Ends it in order, and by force if it takes too long.
     *
     * @param patience for the orderly end
     * @return whether it ended in order
     */
    public boolean end(Duration patience) throws InterruptedException {
        askToEnd();
        if (awaitEnd(patience)) {
            return true;
        }
        process.destroy();
        if (awaitEnd(TERMINATE)) {
            return true;
        }
        process.destroyForcibly();
        awaitEnd(KILL);
        return false;
    }
}
