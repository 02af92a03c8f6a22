package io.headroom.engine;

/** Unwinds a journey that the drain's deadline or a stop cut off. An Error, so that a scenario's {@code catch (Exception …)} lets it pass. */
final class CutOffError extends Error {
    private static final long serialVersionUID = 1L;

    CutOffError() {
        super("cut off", null, false, false);
    }
}
