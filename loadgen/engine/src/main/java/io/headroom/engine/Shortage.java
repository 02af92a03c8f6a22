package io.headroom.engine;

/**
 * Something that ran out during a drive.
 *
 * @param of what there was too little of
 * @param sentence what it did and what to do
 */
public record Shortage(Of of, String sentence) {

    /** What can run out. */
    public enum Of {
        /** The bound on journeys in flight was reached, and arrivals were dropped. */
        USERS,
        /** The bound on connections was reached, and requests waited for one. */
        CONNECTIONS,
        /** The generator had too little CPU to begin journeys in time. */
        GENERATOR,
        /** The target did not answer as fast as it was asked. */
        TARGET
    }
}
