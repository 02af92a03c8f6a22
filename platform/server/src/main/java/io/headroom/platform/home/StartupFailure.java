package io.headroom.platform.home;

import org.jspecify.annotations.Nullable;

/** The platform cannot start; the message is one sentence for whoever started it. */
public final class StartupFailure extends RuntimeException {

    /** Wrong usage: the caller must ask for something else. */
    public static final int USAGE = 4;

    /** The environment is not fit: a busy port, a folder that cannot be written, a database that does not start. */
    public static final int ENVIRONMENT = 5;

    private final int exitCode;

    private StartupFailure(int exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    public static StartupFailure usage(String sentence) {
        return new StartupFailure(USAGE, sentence, null);
    }

    public static StartupFailure environment(String sentence) {
        return new StartupFailure(ENVIRONMENT, sentence, null);
    }

    public static StartupFailure environment(String sentence, Throwable cause) {
        return new StartupFailure(ENVIRONMENT, sentence, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
