package io.headroom.agent.loadtest;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A histogram in microseconds that is kept small: one that is open takes some 100 kB, one that is sealed some hundred bytes. What is added to a sealed one
 * opens it again.
 */
final class StoredHistogram {

    private static final int DIGITS = 3;

    private @Nullable Histogram open;
    private byte @Nullable [] sealed;

    void add(Histogram micros) {
        Histogram sum = histogram();
        sum.add(micros);
        open = sum;
        sealed = null;
    }

    void seal() {
        if (open != null) {
            sealed = compressed(open);
            open = null;
        }
    }

    /** What was added; not to be changed. */
    Histogram histogram() {
        if (open != null) {
            return open;
        }
        return sealed == null ? new Histogram(DIGITS) : decompressed(sealed);
    }

    static byte[] compressed(Histogram micros) {
        ByteBuffer buffer = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), micros.encodeIntoCompressedByteBuffer(buffer));
    }

    private static Histogram decompressed(byte[] bytes) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
        } catch (DataFormatException impossible) {
            throw new IllegalStateException("it was compressed here", impossible);
        }
    }
}
