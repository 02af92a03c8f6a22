package io.headroom.telemetry.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Walks over the fields of protobuf messages that lie in an array. Whatever it does not like is {@link Unusual}. Not thread-safe. */
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH = 2;
    static final int FIXED32 = 5;

    private static final int TYPE_BITS = 3;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    final byte[] bytes;
    private int at;
    private int end;

    /** The bytes are damaged, or good in a way that is read the long way. */
    static final class Unusual extends Exception {
        static final Unusual INSTANCE = new Unusual();

        private Unusual() {
            super("", null, false, false);
        }
    }

    Wire(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    /** A field's number and type as one number, for {@code case}s. */
    static int tag(int field, int type) {
        return field << TYPE_BITS | type;
    }

    boolean hasMore() {
        return at < end;
    }

    int at() {
        return at;
    }

    /** Where the message under way ends. */
    int end() {
        return end;
    }

    /** Reads a length and goes into what is that long; {@link #leave} goes back to the end that it returns. */
    int enter() throws Unusual {
        int outer = end;
        int length = length();
        end = at + length;
        return outer;
    }

    void leave(int outer) {
        at = end;
        end = outer;
    }

    /** Goes on at the end of the message that {@link #end} told, wherever reading it stopped. */
    void leave(int end, int outer) {
        at = end;
        this.end = outer;
    }

    /** Passes over what has a length. @return where it begins; it ends {@link #at} */
    int skip() throws Unusual {
        int length = length();
        int begin = at;
        at += length;
        return begin;
    }

    private int length() throws Unusual {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw Unusual.INSTANCE;
        }
        return (int) length;
    }

    int tag() throws Unusual {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        long tag = varint();
        if (tag < 0 || tag > Integer.MAX_VALUE) {
            throw Unusual.INSTANCE;
        }
        return (int) tag;
    }

    long varint() throws Unusual {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at == end) {
                throw Unusual.INSTANCE;
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw Unusual.INSTANCE;
    }

    long fixed64() throws Unusual {
        if (end - at < Long.BYTES) {
            throw Unusual.INSTANCE;
        }
        at += Long.BYTES;
        return (long) LONGS.get(bytes, at - Long.BYTES);
    }

    void skipFixed32() throws Unusual {
        if (end - at < Integer.BYTES) {
            throw Unusual.INSTANCE;
        }
        at += Integer.BYTES;
    }

    /** Eight bytes of an identifier, big endian. */
    long identifier(int from) {
        return (long) BIG_LONGS.get(bytes, from);
    }
}
