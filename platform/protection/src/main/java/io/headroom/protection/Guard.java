package io.headroom.protection;

/**
 * The dead-man's switch: restores a relaxation when everything else of ours is dead. No guard, no relaxation.
 *
 * <p>{@code io.headroom.protection.guard.GuardProcess} is the one that restores by itself.
 */
@FunctionalInterface
public interface Guard {
    /** Arms the switch for a relaxation that is on record, and reads back that it stands. May be called again. */
    Standing arm(Relaxation relaxation) throws InterruptedException;

    sealed interface Standing {}

    /** @param by who stands guard, in a few words */
    record Armed(String by) implements Standing {}

    /** @param why in a sentence, and what to do */
    record Missing(String why) implements Standing {}

    /**
     * No more than the expiry inside the rule, which the protocol reads back from the target: enough for a narrow
     * relaxation, and none at all for a wide one.
     */
    static Guard expiryInTheRule() {
        return relaxation -> switch (relaxation.extent()) {
            case NARROW -> new Armed("the expiry inside the rule");
            case WIDE ->
                new Missing("A wide relaxation has no expiry inside the rule, and no guard process is set up to"
                        + " end it. Set one up, or relax narrowly.");
        };
    }
}
