package io.headroom.engine.scenario;

/** A scenario that cannot be used. The message names file, line and what is wrong, as javac does; it is the author's to correct. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    ScenarioException(String message) {
        super(message);
    }
}
