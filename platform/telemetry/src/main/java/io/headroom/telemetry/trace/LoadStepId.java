package io.headroom.telemetry.trace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The load step that a trace belongs to, read from its id. The load engine writes it there, so that a span names its step even where services drop unknown
 * headers; {@code docs/telemetry.md} has the layout, and a test on either side pins the same example.
 *
 * <pre>
 * byte  0       1 … 6                         7 8                    9 … 15
 *       0x48    first six bytes of            step, unsigned,        random
 *       ('H')   SHA-256(session in UTF-8)     big endian;
 *                                             0xFFFF = preparation
 * </pre>
 *
 * @param session those six bytes as a number
 * @param step 0 to 65,534, or {@link #PREPARATION}
 */
public record LoadStepId(long session, int step) {
    /** The step of requests that prepare a session: set-ups and log-ins, which are no load. */
    public static final int PREPARATION = 0xFFFF;

    private static final int MARK = 0x48;
    private static final long SIX_BYTES = 0xFFFF_FFFF_FFFFL;

    /** Empty for traces that the load engine did not begin. */
    public static Optional<LoadStepId> of(TraceId trace) {
        return trace.high() >>> 56 == MARK
                ? Optional.of(new LoadStepId(session(trace), step(trace)))
                : Optional.empty();
    }

    /** The number that stands for this session in trace ids. */
    public static long sessionNumber(String session) {
        byte[] digest = sha256(session);
        return ByteBuffer.wrap(digest).getLong() >>> 16;
    }

    private static long session(TraceId trace) {
        return trace.high() >>> 8 & SIX_BYTES;
    }

    private static int step(TraceId trace) {
        return (int) ((trace.high() & 0xFF) << 8 | trace.low() >>> 56);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
