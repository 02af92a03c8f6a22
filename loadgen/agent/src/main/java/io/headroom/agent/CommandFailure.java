package io.headroom.agent;

/** Ends a command: its message is the one sentence that the user reads, with what is wrong and what to do. */
public final class CommandFailure extends RuntimeException {

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
