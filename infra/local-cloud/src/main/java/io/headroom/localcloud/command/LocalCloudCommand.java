package io.headroom.localcloud.command;

import io.headroom.localcloud.wire.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code local-cloud}: environments on this machine, each behind a daemon of its own. */
@Command(
        name = "local-cloud",
        description = "A stand-in for a cloud: environments on this machine, driven by Terraform or by hand.",
        subcommands = {
            CreateCommand.class,
            PutCommand.class,
            WaitCommand.class,
            DescribeCommand.class,
            DestroyCommand.class,
            ListCommand.class,
            DaemonCommand.class
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  local-cloud create --name try --run-id me --expires-at 2030-01-01T00:00:00Z",
            "  local-cloud put --name try /v1/database",
            "  local-cloud destroy --name try"
        })
public final class LocalCloudCommand {

    static final int USAGE = 4;
    static final int FAILURE = 5;

    /** Set to anything, it makes a failure show where it happened. */
    private static final String DEBUG = "HEADROOM_DEBUG";

    private LocalCloudCommand() {}

    /** @return the exit code: 0, 4 for wrong usage, 5 for a failed environment */
    public static int run(String... arguments) {
        CommandLine line = new CommandLine(new LocalCloudCommand());
        line.setParameterExceptionHandler((exception, given) -> {
            line.getErr().println("local-cloud: " + exception.getMessage());
            return USAGE;
        });
        line.setExecutionExceptionHandler((exception, command, result) ->
                explain(exception, line.getErr(), System.getenv().containsKey(DEBUG)));
        return arguments.length == 0 ? usage(line) : line.execute(arguments);
    }

    private static int usage(CommandLine line) {
        line.usage(line.getErr());
        return USAGE;
    }

    static int explain(Exception exception, PrintWriter errors, boolean debug) {
        String sentence = switch (exception) {
            case Problem problem -> problem.getMessage();
            case CommandFailure failure -> failure.getMessage();
            case IOException failure -> failure.getMessage();
            case UncheckedIOException failure -> failure.getMessage();
            default ->
                "this should not have happened and is a defect of Headroom (" + exception + "); " + DEBUG
                        + "=1 shows where.";
        };
        errors.println("local-cloud: " + sentence);
        if (debug) {
            exception.printStackTrace(errors);
        }
        errors.flush();
        return exitCode(exception);
    }

    private static int exitCode(Exception exception) {
        return switch (exception) {
            case Problem problem when problem.status() >= 400 && problem.status() < 500 -> USAGE;
            case CommandFailure failure -> failure.exitCode();
            default -> FAILURE;
        };
    }
}
