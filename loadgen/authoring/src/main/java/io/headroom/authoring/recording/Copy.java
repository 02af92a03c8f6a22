package io.headroom.authoring.recording;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads through, and keeps what it read as long as that is not too much. */
final class Copy extends InputStream {
    /** Of a body that is kept; a larger one passes through and is recorded without its contents. */
    private static final int KEPT_MAX = 2_000_000;

    private final InputStream source;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean tooLarge;

    Copy(InputStream source) {
        this.source = source;
    }

    /** All that was read, absent if it was too much. */
    Optional<byte[]> bytes() {
        return tooLarge ? Optional.empty() : Optional.of(kept.toByteArray());
    }

    /** As {@link #bytes}, unpacked; absent also if it is packed in a way that is not known. */
    Optional<byte[]> unpacked(String encoding) {
        if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
            return bytes();
        }
        return encoding.equalsIgnoreCase("gzip") ? bytes().flatMap(Copy::gunzipped) : Optional.empty();
    }

    private static Optional<byte[]> gunzipped(byte[] packed) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(KEPT_MAX + 1);
            return bytes.length > KEPT_MAX ? Optional.empty() : Optional.of(bytes);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = source.read(buffer, offset, length);
        if (count > 0) {
            tooLarge |= kept.size() + count > KEPT_MAX;
            if (tooLarge) {
                kept.reset();
            } else {
                kept.write(buffer, offset, count);
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
