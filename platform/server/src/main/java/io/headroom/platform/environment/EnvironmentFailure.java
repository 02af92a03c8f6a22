package io.headroom.platform.environment;

/** An environment does not do what it was asked to; the message is one sentence for people. */
public final class EnvironmentFailure extends Exception {

    private final boolean usersFault;

    public EnvironmentFailure(String sentence) {
        this(sentence, false);
    }

    private EnvironmentFailure(String sentence, boolean usersFault) {
        super(sentence);
        this.usersFault = usersFault;
    }

    /** For what only the one who asked can mend: a module, a value, a limit. */
    static EnvironmentFailure ofUser(String sentence) {
        return new EnvironmentFailure(sentence, true);
    }

    /** Whether the one who asked can mend it; a module that refuses a value says so in Terraform's words. */
    public boolean isUsersFault() {
        return usersFault
                || sentence().contains("Invalid value for variable")
                || sentence().contains("precondition failed");
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
