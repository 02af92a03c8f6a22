package io.headroom.equivalence;

/** What figures from an environment may be used for. Later is worse. */
public enum Grade {
    /** Equivalent: the figures are capacity. */
    A,
    /** Equivalent per unit: the figures hold for one unit, and are not multiplied. */
    B,
    /** Unlike production, or not known to be like it: the figures compare, and do not provision. */
    C;

    Grade orWorse(Grade other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
