package io.headroom.exploration;

/** What a measurement says about one criterion. */
public enum Verdict {
    /** The target carries the rate, with confidence. */
    PASS,
    /** The target does not carry the rate, with confidence. */
    FAIL,
    /** The sample cannot tell: repeat. */
    UNDECIDED,
    /** The measurement was spoiled by the generator or the set-up. */
    INVALID
}
