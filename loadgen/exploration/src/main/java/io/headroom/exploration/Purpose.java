package io.headroom.exploration;

/** Why a rate is measured. */
public enum Purpose {
    /** Finds out what the service is like at almost no load. */
    BASELINE,
    /** Climbs until something fails. */
    DOUBLING,
    /** Narrows the bracket of the knee or of the maximum. */
    BISECTION,
    /** Makes the knee's interval narrower, near to it. */
    REFINEMENT,
    /** Confirms a bound that the answer rests on, with a longer step. */
    VERIFICATION,
    /** Measures again what was undecided, invalid, or contradicted by a higher rate. */
    REPEAT,
    /** Measures again, longer, a rate at which the service had not become steady. */
    EXTENSION
}
