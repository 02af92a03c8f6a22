package io.headroom.protocol.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What came out of a run, apart from its figures. */
public enum Verdict {
    /** Everything asked was measured and held. */
    @JsonProperty("pass")
    PASS,
    /** The target, its environment or an objective failed. */
    @JsonProperty("failed")
    FAILED,
    /** The measurement itself is worthless, because of the generator or the environment changing under it. */
    @JsonProperty("invalid")
    INVALID,
    /** Measured, but not enough to say. */
    @JsonProperty("inconclusive")
    INCONCLUSIVE
}
