package io.headroom.platform.environment;

/** An environment does not do what it was asked to; the message is one sentence for people. */
public final class EnvironmentFailure extends Exception {

    public EnvironmentFailure(String sentence) {
        super(sentence);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
