package io.headroom.bench;

import io.headroom.bench.command.BenchCommand;

/** The program. */
public final class Bench {

    private Bench() {}

    /** Ends with 0 when it measured, 2 when {@code --require} was given and a goal is not met, 4 for wrong usage, 5 when something is missing. */
    public static void main(String[] arguments) {
        System.exit(BenchCommand.run(arguments));
    }
}
