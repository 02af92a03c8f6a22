package io.headroom.engine.http;

/** An answer that breaks HTTP or a limit; the connection it came on is of no further use. */
public final class MalformedResponseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String kind;

    MalformedResponseException(String kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** {@code malformed-response} or {@code response-too-large}. */
    public String kind() {
        return kind;
    }
}
