package io.headroom.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;

/**
 * One direct buffer that an event loop uses again and again, because whoever fills it has nearly always done with it before the next one does. Who has not,
 * keeps it, and it is replaced, as is one that grew. Lives as long as the loop.
 */
final class SharedBuffer {
    /** Without Netty's search for leaks, which takes a stack trace of every 128th buffer. */
    private static final UnpooledByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(true, true);

    private final int bytes;
    private ByteBuf buffer;

    SharedBuffer(int bytes) {
        this.bytes = bytes;
        this.buffer = ALLOCATOR.directBuffer(bytes);
    }

    /** Empty, to be released once. */
    ByteBuf next() {
        if (buffer.refCnt() != 1 || buffer.capacity() > bytes) {
            buffer.release();
            buffer = ALLOCATOR.directBuffer(bytes);
        }
        return buffer.clear().retain();
    }
}
