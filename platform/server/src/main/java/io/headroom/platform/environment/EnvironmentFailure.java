package io.headroom.platform.environment;

/** An environment does not do what it was asked to; the message is one sentence for people. */
public final class EnvironmentFailure extends Exception {

    public EnvironmentFailure(String sentence) {
        super(sentence);
    }

    /** Whether the module refused a value that it was given, as Terraform words it. */
    public boolean isRefusedValue() {
        return sentence().contains("Invalid value for variable") || sentence().contains("precondition failed");
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
