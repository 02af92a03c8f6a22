package io.headroom.equivalence;

import java.util.List;

/**
 * What else decides what figures are worth, beside what the environment is made of.
 *
 * @param driftBefore whether, before the load, the environment was no longer what Terraform made; as {@code driftAfter}
 * @param generatorUnhealthy whether the load generator cannot be believed
 * @param declared what the method changed on purpose, in sentences: it never lowers the grade
 */
public record Circumstances(Answer driftBefore, Answer driftAfter, Answer generatorUnhealthy, List<String> declared) {

    public Circumstances {
        declared = List.copyOf(declared);
    }

    /** What is known of a question. */
    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    /** For a comparison without a measurement: nothing was asked of the environment, so nothing speaks against it. */
    public static Circumstances unmeasured() {
        return new Circumstances(Answer.NO, Answer.NO, Answer.NO, List.of());
    }
}
