package io.headroom.bench.measure;

/** It cannot measure; the message says why and what to do. */
public final class BenchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int USAGE = 4;
    private static final int ENVIRONMENT = 5;

    private final int exitCode;

    private BenchFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Whoever called it asked for what there is not. */
    public static BenchFailure usage(String message) {
        return new BenchFailure(USAGE, message);
    }

    /** This machine lacks something, or something on it failed. */
    public static BenchFailure environment(String message) {
        return new BenchFailure(ENVIRONMENT, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
