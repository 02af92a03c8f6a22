package io.headroom.engine;

/** Whose fault a failure is. */
public enum Fault {
    /** The scenario or its settings are wrong. */
    USER,
    /** The service under load does not answer as the scenario expects. */
    TARGET,
    /** Headroom itself failed, or the environment: nobody listens where the service should be. Nothing is known of the service then. */
    PLATFORM,
    /** The machine that generates load has too little of something. */
    RESOURCES
}
