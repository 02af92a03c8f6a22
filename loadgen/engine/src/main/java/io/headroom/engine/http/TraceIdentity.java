package io.headroom.engine.http;

import io.headroom.engine.data.RandomSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Trace ids that name the run and the load step, so that a span can be attributed even where services drop unknown headers.
 *
 * <pre>
 * byte  0       1 … 6                         7 8                    9 … 15
 *       0x48    first six bytes of            step, unsigned,        random
 *       ('H')   SHA-256(run name in UTF-8)    big endian;
 *                                             0xFFFF = preparation
 * </pre>
 *
 * The low seven bytes are random, as W3C trace context level 2 asks, and flags say so: 03 with, 02 without a request to be traced. Which it is follows from
 * those bytes alone: a trace is sampled if they are at or above a threshold, as in OpenTelemetry's consistent probability sampling. So the choice is
 * independent of the request, and costs no further random number.
 */
public final class TraceIdentity {
    public static final int PREPARATION = 0xFFFF;
    /** Length of {@code 00-<trace id>-<span id>-<flags>}. */
    static final int TRACEPARENT_BYTES = 55;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final long RANDOM_VALUES = 1L << 56;
    private static final byte SAMPLED = '3';
    private static final byte NOT_SAMPLED = '2';

    private final byte[] text = new byte[TRACEPARENT_BYTES];
    private final RandomSource random;
    /** Traces whose seven random bytes are below it are not sampled. */
    private long threshold;

    public TraceIdentity(String run, RandomSource random) {
        this.random = random;
        byte[] digest = sha256(run);
        text[0] = '0';
        text[1] = '0';
        text[2] = '-';
        hex(3, 0x48L, 1);
        for (int i = 0; i < 6; i++) {
            hex(5 + 2 * i, digest[i], 1);
        }
        text[35] = '-';
        text[52] = '-';
        text[53] = '0';
        step(PREPARATION);
    }

    /** From now on trace ids carry this step. */
    public void step(int step) {
        hex(17, step, 2);
    }

    /** From now on this share of the traces is sampled, 0 to 1. */
    public void sample(double share) {
        threshold = Math.round((1 - Math.clamp(share, 0.0, 1.0)) * RANDOM_VALUES);
    }

    /** The next header value, in a buffer that the next call overwrites. */
    public byte[] next() {
        long low = random.nextLong() & (RANDOM_VALUES - 1);
        hex(21, low, 7);
        text[54] = low >= threshold ? SAMPLED : NOT_SAMPLED;
        long span = random.nextLong();
        hex(36, span == 0 ? 1 : span, 8);
        return text;
    }

    private void hex(int at, long value, int bytes) {
        for (int i = 2 * bytes - 1, shift = 0; i >= 0; i--, shift += 4) {
            text[at + i] = HEX[(int) (value >>> shift) & 15];
        }
    }

    private static byte[] sha256(String run) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(run.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
