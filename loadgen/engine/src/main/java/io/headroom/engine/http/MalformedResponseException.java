package io.headroom.engine.http;

/** An answer that breaks HTTP or a limit; the connection it came on is of no further use. */
public final class MalformedResponseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String kind;

    MalformedResponseException(String kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** An answer that has something that it must not have. */
    public static MalformedResponseException of(String what) {
        return new MalformedResponseException("malformed-response", "the answer has " + what);
    }

    /** {@code malformed-response} or {@code response-too-large}. */
    public String kind() {
        return kind;
    }
}
