package io.headroom.equivalence;

/** What figures from an environment may be used for. Later is worse. */
public enum Grade {
    /** Equivalent: the figures are capacity. */
    A("capacity"),
    /** Equivalent per unit: the figures hold for one unit, and are not multiplied. */
    B("per unit"),
    /** Unlike production, or not known to be like it: the figures compare, and do not provision. */
    C("directional");

    private final String figures;

    Grade(String figures) {
        this.figures = figures;
    }

    /** What figures from such an environment are. */
    public String figures() {
        return figures;
    }

    Grade orWorse(Grade other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
