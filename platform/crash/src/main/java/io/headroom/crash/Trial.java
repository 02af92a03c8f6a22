package io.headroom.crash;

/**
 * A mutant put to the test.
 *
 * @param broken what it did in its crash
 * @param control what the unbroken protocol did in the same crash, within the same bound
 */
record Trial(Mutant mutant, Outcome broken, Outcome control) {
    /** Caught only if the unbroken protocol passes: else the bound, not the mutant, is at fault. */
    boolean isCaught() {
        return broken.isJudged() && !broken.violations().isEmpty() && isFair();
    }

    boolean isFair() {
        return control.isJudged() && control.violations().isEmpty();
    }
}
