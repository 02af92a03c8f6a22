package io.headroom.authoring;

/** An input of which no scenario can be made. The message names file, place, value and what to do; it is the user's to correct. */
public final class AuthoringException extends Exception {
    private static final long serialVersionUID = 1L;

    public AuthoringException(String message) {
        super(message);
    }
}
