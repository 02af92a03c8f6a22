package io.headroom.engine;

/** Whose fault a failure is. */
public enum Fault {
    /** The scenario or its settings are wrong. */
    USER,
    /** The service under load cannot be reached or does not answer as the scenario expects. */
    TARGET,
    /** Headroom itself failed. */
    PLATFORM,
    /** The machine that generates load has too little of something. */
    RESOURCES
}
