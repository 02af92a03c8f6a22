package io.headroom.engine.http;

import io.headroom.engine.data.RandomSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
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
        digits(21, (int) (low >>> 24));
        digits(27, (int) low);
        text[54] = low >= threshold ? SAMPLED : NOT_SAMPLED;
        long span = random.nextLong();
        digits(36, (int) (span >>> 32));
        digits(44, (int) (span == 0 ? 1 : span));
        return text;
    }

    /** Writes eight digits at a time, because there are thirty for each request: half a byte goes to each byte of a long, and all become characters together. */
    private void digits(int at, int value) {
        long halves = Integer.toUnsignedLong(value);
        halves = (halves | halves << 16) & 0x0000_FFFF_0000_FFFFL;
        halves = (halves | halves << 8) & 0x00FF_00FF_00FF_00FFL;
        halves = (halves | halves << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
        long letters = (halves + 6 * EACH_BYTE) >>> 4 & EACH_BYTE; // 1 where it is above 9
        EIGHT_BYTES.set(text, at, halves + '0' * EACH_BYTE + ('a' - '0' - 10) * letters);
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
