package io.headroom.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose fault a failure is, and so who can mend it. */
public enum Fault {
    /** The one who asked: a scenario that does not compile, a value out of range. */
    @JsonProperty("user")
    USER,
    /** The service under test. */
    @JsonProperty("target")
    TARGET,
    /** Headroom itself or the environment that it drives. */
    @JsonProperty("platform")
    PLATFORM,
    /** The machine: memory, disk, open files, processors. */
    @JsonProperty("resources")
    RESOURCES
}
