package io.headroom.telemetry.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts by their bytes: names of attributes and most of their values come again with every span, so that they need not be decoded again and lie in memory once. Each text has one place, where the
 * next one with the same place takes over; so what never comes again costs no more than it would without. Any thread may read: a lost entry is only decoded anew.
 */
final class TextCache {
    private static final int SLOTS = 1 << 13;
    private static final int LENGTH_MAX = 512;
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final @Nullable Known[] slots = new Known[SLOTS];

    /** A text that was read. */
    static final class Known {
        final String text;
        private final byte[] bytes;
        /** What it adds to memory where it is not shared: 0 once it was found a second time. */
        private boolean shared;

        Known(String text, byte[] bytes) {
            this.text = text;
            this.bytes = bytes;
        }

        boolean isShared() {
            return shared;
        }
    }

    /** The text of UTF-8; null if it is none. */
    @Nullable
    Known text(byte[] from, int begin, int end) {
        int length = end - begin;
        if (length > LENGTH_MAX) {
            return decoded(from, begin, end);
        }
        int slot = slot(from, begin, length);
        Known known = slots[slot];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, from, begin, end)) {
            known.shared = true;
            return known;
        }
        Known decoded = decoded(from, begin, end);
        slots[slot] = decoded == null ? known : decoded;
        return decoded;
    }

    private static @Nullable Known decoded(byte[] from, int begin, int end) {
        String text = new String(from, begin, end - begin, StandardCharsets.UTF_8);
        // what cannot be decoded becomes this; who sends it in earnest is read the long way
        return text.indexOf('\uFFFD') >= 0 ? null : new Known(text, Arrays.copyOfRange(from, begin, end));
    }

    /** By the length and the text's beginning, middle and end: to look at every byte would cost as much as to decode it. */
    private static int slot(byte[] from, int begin, int length) {
        long hash = length;
        if (length >= Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(from, begin)) * GOLDEN;
            hash = (hash ^ hash >>> 29 ^ (long) LONGS.get(from, begin + (length - Long.BYTES) / 2)) * GOLDEN;
            hash = (hash ^ hash >>> 29 ^ (long) LONGS.get(from, begin + length - Long.BYTES)) * GOLDEN;
        } else {
            for (int i = begin; i < begin + length; i++) {
                hash = (hash ^ from[i]) * GOLDEN;
            }
        }
        return (int) (hash >>> Long.SIZE - 13);
    }
}
