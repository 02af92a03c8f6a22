package io.headroom.bench.command;

import io.headroom.bench.measure.BenchFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bench}: Headroom beside its peers. */
@Command(
        name = "bench",
        description = "Measures Headroom itself, side by side with its peers on this machine. Ratios compare; absolute"
                + " figures are this machine's.",
        subcommands = {
            EngineCommand.class,
            SearchCommand.class,
            RegressionCommand.class,
            DefectsCommand.class,
            OtlpCommand.class
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand {

    private static final int USAGE = 4;
    private static final int FAILURE = 5;

    /** Set to anything, it makes a failure show where it happened. */
    private static final String DEBUG = "HEADROOM_DEBUG";

    private BenchCommand() {}

    /** @return the exit code: 0, 2 for goals that are required and not met, 4 for wrong usage, 5 for what is missing or failed */
    public static int run(String... arguments) {
        var line = new CommandLine(new BenchCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((problem, given) -> {
            line.getErr()
                    .println("headroom: " + problem.getMessage() + " ('./headroom bench --help' lists what there is)");
            return USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, result) -> explain(failure, line));
        if (arguments.length == 0) {
            line.usage(line.getErr());
            return USAGE;
        }
        return line.execute(arguments);
    }

    private static int explain(Exception failure, CommandLine line) {
        if (System.getenv().containsKey(DEBUG)) {
            failure.printStackTrace(line.getErr());
        }
        if (failure instanceof BenchFailure known) {
            line.getErr().println("headroom: " + known.getMessage());
            return known.exitCode();
        }
        line.getErr()
                .println("headroom: this should not have happened and is a defect of Headroom (%s); %s=1 shows where."
                        .formatted(failure, DEBUG));
        return FAILURE;
    }
}
