package io.headroom.localcloud.command;

/** A command that could not do what it was asked to, said in one sentence. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandFailure usage(String message) {
        return new CommandFailure(LocalCloudCommand.USAGE, message);
    }

    static CommandFailure environment(String message) {
        return new CommandFailure(LocalCloudCommand.FAILURE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
