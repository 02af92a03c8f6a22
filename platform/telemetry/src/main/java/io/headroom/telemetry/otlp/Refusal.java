package io.headroom.telemetry.otlp;

/** A request that is refused whole: nothing of it was taken. */
final class Refusal extends Exception {

    /** Why, as counted. */
    enum Cause {
        UNSUPPORTED_TYPE(415, 3),
        UNSUPPORTED_ENCODING(415, 3),
        TOO_LARGE(413, 8),
        MALFORMED(400, 3),
        TOO_MANY_AT_ONCE(429, 8);

        final int httpStatus;
        /** Of {@code google.rpc.Code}: 3 is INVALID_ARGUMENT, 8 RESOURCE_EXHAUSTED. */
        final int rpcCode;

        Cause(int httpStatus, int rpcCode) {
            this.httpStatus = httpStatus;
            this.rpcCode = rpcCode;
        }
    }

    private final Cause cause;

    Refusal(Cause cause, String message) {
        super(message, null, false, false);
        this.cause = cause;
    }

    Cause why() {
        return cause;
    }
}
